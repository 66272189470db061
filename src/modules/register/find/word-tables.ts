// Words with a meaning of their own in names, as data: abbreviations, words that join, words that few people type.

/** Each row: ways to write one word. A word may stand in several rows (`constr` shortens several). */
const SAME_WORD = `
intl international internacional internationale
svcs svc services service servicios
serv services servicios servicos
constr construction constructions construcciones construcoes constructora
hnos hermanos
bros brothers
assoc associates association associados asociados asociacion
assocs associates
asoc asociados asociacion
st saint
st street
sta santa
sto santo
mgmt mgt management
mfg manufacturing
tech technology technologies tecnologia
eng engineering
engg engineering
ent enterprises enterprise
dist distribution distributors distribuidora
dev development
grp group
gral general
gen general generale
natl national nacional
nac nacional
univ university universidad universite
dept department departamento
agro agropecuaria
const construction construcciones
consult consulting consultores consultoria
cons consulting consultores
inmob inmobiliaria
ind industries industrias industrial
imp importadora import importaciones importacao
exp exportadora export exportaciones exportacao
com comercial comercio commercial commerce
ctr centre center centro
centre center
cntr centre center
rest restaurant
lab laboratory laboratories
labs laboratories
transp transport transportes transporte
emp empresa empresas employment
dr doctor
prof professional profesional profesionales
mr mister
mt mount
ft fort
`

const rows = new Map<string, string[]>()
for (const row of SAME_WORD.trim().split('\n')) {
  const [short, ...long] = row.split(' ')
  if (!short) continue
  for (const word of long) {
    rows.set(short, [...(rows.get(short) ?? []), word])
    rows.set(word, [...(rows.get(word) ?? []), short])
  }
}

/** Other ways to write the same folded word: an abbreviation for the word, the words for an abbreviation. */
export function otherSpellings(word: string): readonly string[] {
  return rows.get(word) ?? []
}

const FILLERS = new Set(
  'and y e et und va och the el la los las le les l of de del du des da do dos d von van for'.split(' '),
)

/** Whether a folded word joins or introduces others (`and`, `y`, `de`, `the`) and may be missing or exchanged without another meaning. */
export function isFiller(word: string): boolean {
  return FILLERS.has(word)
}

/** Cheap sign that a name may hold a divider: nearly all names have none, and the patterns below are slow. */
export const MAY_DIVIDE = /[/\\]|trading|dba|aka|known|antes|anterior|ancien|antigament|formerly|comercial|fantasia/iu

/** What parts a firm's name from a name it trades under or had before; matched on the name as written. */
export const NAME_DIVIDERS: readonly { readonly kind: 'trade name' | 'former name'; readonly pattern: RegExp }[] = [
  {
    kind: 'former name',
    pattern:
      /[\s,;([]+(?:formerly(?:\s+known\s+as)?|f\s?[/\\]\s?k\s?[/\\]\s?a|antes(?:\s+llamad[ao])?|anteriormente|anciennement|antigamente)[\s:.]+/iu,
  },
  {
    kind: 'trade name',
    pattern:
      /[\s,;.([]+(?:t\s?[/\\]\s?as?|trading\s+(?:as|under)|d\s?[/\\]\s?b\s?[/\\]\s?a|dba|a\s?[/\\]\s?k\s?[/\\]\s?a|aka|also\s+known\s+as|nombre\s+comercial|nome\s+fantasia|comercialmente|nom\s+commercial)(?:[\s:.]+|$)/iu,
  },
]
