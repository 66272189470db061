// Legal forms of firms as data: how they are written, folded and joined (`sadecv`), and where in a name they may stand.

/**
 * `anywhere`: the letters mean nothing else. `end`: they are also words of a language (`SA`, `ME`, `Co`), so they are a form only at
 * the end of a name. `start`: languages that put the form first.
 */
export type FormPlace = 'anywhere' | 'end' | 'start'

const WRITTEN: Readonly<Record<FormPlace, string>> = {
  anywhere: `
    sadecv sapidecv sapibdecv sderldecv sderlmi sderl sociedadanonima sociedadanonimadecapitalvariable sociedadderesponsabilidadlimitada
    sociedadderesponsabilidadlimitadadecapitalvariable sociedadporaccionessimplificada sociedaddecapitalvariable
    ltd ltda limited limitada ltdco coltd coltda colimited companylimited companyltd ciasca ciasltda cialtda ciasa
    pvtltd pteltd ptyltd privatelimited publiclimitedcompany
    llc llp plc incorporated gmbh gmbhcokg ohg ggmbh eireli eirl epp suarl sarl sarlu sasu snc sccl surl
    societeanonyme societearesponsabilitelimitee societeparactionssimplifiee groupementdintereteconomique
    sociedadeanonima sociedadelimitada empresaindividual
    cic cio tnhh mtv ctcp jsc jointstockcompany onemember srl bvba sprl nyrt kft aps oyj
    شركهذاتمسووليهمحدوده ذاتالمسووليهالمحدوده ذاتمسووليهمحدوده شمم ذمم شذمم`,
  end: `
    sa sas sc scp scs spa sl slu sca ag ab as nv bv oy ou lp inc corp corporation co company cia compania me mei ss epe gie eurl
    sicav kg kk pc pllc lc bhd sdnbhd pt ei scrl cv cokg شم شركهمساهمه cdl`,
  start: `
    congtycophan congtytnhh congtytnhhmtv congtytnhhmotthanhvien congty tongcongty tongcongtycophan congtycp cophan cp
    sarl sa sas suarl gie eurl sociedad societe شركه موسسه`,
}

const places = new Map<string, Set<FormPlace>>()
for (const place of ['anywhere', 'end', 'start'] as const) {
  for (const form of WRITTEN[place].split(/\s+/)) {
    if (form) places.set(form, (places.get(form) ?? new Set()).add(place))
  }
}

/** Every end of a form: reading a name backwards, most words end no form, and then there is nothing to join. */
const ends = new Set([...places.keys()].flatMap((form) => Array.from(form, (_, at) => form.slice(at))))

/** Whether folded words, joined, may be the end of a legal form. */
export function mayEndForm(joined: string): boolean {
  return ends.has(joined)
}

/** Words in the longest form (`s de r l de c v`, `sociedad de responsabilidad limitada de capital variable`). */
export const LONGEST_FORM_WORDS = 9

/** Whether the folded words, joined, are a legal form at this place of a name. */
export function isLegalForm(joined: string, at: 'start' | 'middle' | 'end'): boolean {
  const known = places.get(joined)
  return known !== undefined && (known.has('anywhere') || (at !== 'middle' && known.has(at)))
}
