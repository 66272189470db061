// Begins an application, an answer to what was asked, or a report of a change: a draft, filled in with what is known.
import { ok, type Result } from '../../../../kernel/result.ts'
import { countryOfPack } from '../../../../packs/index.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import { newIdentifier } from '../../../../platform/seal/digest.ts'
import { keyOf } from '../../address.ts'
import type { Application, ApplicationKind } from '../../domain/application.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { standingsOn } from '../../domain/standing.ts'
import type { ApplicationForm } from '../../forms.ts'
import type { Typed } from '../../input/typed.ts'
import { typedOfForm } from '../../input/typed-of-form.ts'
import { nameOf, namesOf, type Particulars } from '../../particulars.ts'
import { POLICY } from '../../policy.ts'
import { countDrafts, type Draft, readAnswerDraft, saveDraft } from '../../store/drafts.ts'
import { lockFile, readFilesOfAccount, readNewestForms } from '../../store/files.ts'
import { readOwnRecruiters } from '../../store/own-recruiters.ts'
import { type RecruiterWithParticulars, readRecruitersById } from '../../store/recruiters.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'
import { currencyDecimals } from './context.ts'

/** Most drafts that an account keeps: with the limit on a draft's papers, a bound on what one account can store. */
export const MOST_DRAFTS = 20

export type NewDraft = {
  readonly kind: Exclude<ApplicationKind, 'backfill'>
  readonly recruiterKind: string
  /** Number of the recruiter, for everything but a first authorization. */
  readonly licence?: string | undefined
  readonly once?: string | undefined
}

/**
 * Begins an application. Refuses `no-such-kind` for a kind of recruiter that the pack does not name, `not-entered` for a
 * number that is not this account's, `too-many-drafts`.
 */
export function beginDraft(node: DeskNode, who: Who, { kind, recruiterKind, licence, once }: NewDraft) {
  return begin(node, who, kind, once, async (tx) => {
    const { country } = who
    const known = countryOfPack(node.pack, country)?.kindsOfRecruiter.some(({ id }) => id === recruiterKind)
    if (kind === 'authorization') {
      if (!known) return refuse('no-such-kind', { kind: recruiterKind })
      return ok({ kind, recruiterKind, recruiter: null, file: null, record: {} })
    }
    const own = await ownRecruiter(tx, who, licence ?? '')
    if (!own) return refuse('not-entered', { licence: licence ?? '' })
    const record = await knownOf(node, tx, who, own)
    return ok({ kind, recruiterKind: own.recruiter.kind, recruiter: own.recruiter.licence, file: null, record })
  })
}

/** Begins the answer to what was asked, or hands back the one that is begun. Refuses `no-such-file`, `not-in-its-life`. */
export function beginAnswer(
  node: DeskNode,
  who: Who,
  { file, once }: { readonly file: string; readonly once?: string },
) {
  return begin(node, who, file, once, async (tx) => {
    const row = await lockFile<Application>(tx, file, 'application')
    if (!row || row.account !== who.account) return refuse('no-such-file', { file })
    const { folded, state } = row
    if (state !== 'incomplete' && state !== 'more asked')
      return refuse('not-in-its-life', { act: 'answer', status: state })
    const begun = await readAnswerDraft(tx, file)
    if (begun) return ok({ begun: begun.id })
    const form = (await readNewestForms(tx, [file])).get(file)
    const record = form ? typedOfForm({ ...form, remarks: undefined }, currencyDecimals(node, row.country)) : {}
    const { kind, recruiterKind, licence = null } = folded
    return ok({ kind, recruiterKind, recruiter: licence, file, record })
  })
}

type Beginning =
  | { readonly begun: string }
  | (Pick<Draft, 'kind' | 'recruiterKind' | 'recruiter' | 'file'> & { readonly record: Typed })

function begin(
  node: DeskNode,
  who: Who,
  subject: string,
  once: string | undefined,
  find: (tx: Transaction) => Promise<Result<Beginning, Refusal>>,
) {
  const { country, account } = who
  const action = 'register.apply'
  const attempt = {
    actor: actorFor(who, POLICY, action),
    action,
    country,
    subject,
    detail: { act: 'begin' },
    once,
  } as const
  return operate(node, POLICY, attempt, async (tx, now) => {
    const found = await find(tx)
    if (!found.ok) return found
    if ('begun' in found.value) return ok({ value: { draft: found.value.begun }, events: [] })
    if ((await countDrafts(tx, account)) >= MOST_DRAFTS) return refuse('too-many-drafts', { most: String(MOST_DRAFTS) })
    const draft = newIdentifier('draft')
    await saveDraft(tx, { ...found.value, id: draft, account, country, version: 1, updatedAt: now })
    return ok({ value: { draft }, events: [] })
  })
}

async function ownRecruiter(tx: Transaction, who: Who, licence: string): Promise<RecruiterWithParticulars | undefined> {
  const key = keyOf(who.country, licence)
  const own = await readRecruitersById(tx, await readOwnRecruiters(tx, who.account))
  return own.find(({ recruiter }) => keyOf(recruiter.country, recruiter.licence) === key)
}

/** What is known of a recruiter: its newest granted form, and above it what the register holds now. */
async function knownOf(
  node: DeskNode,
  tx: Transaction,
  who: Who,
  { recruiter, particulars }: RecruiterWithParticulars,
): Promise<Typed> {
  const files = (await readFilesOfAccount(tx, who.account)).filter(
    (file) => file.recruiter === recruiter.id && file.state === 'granted',
  )
  const forms = await readNewestForms(
    tx,
    files.map(({ id }) => id),
  )
  const [newest] = files.flatMap(({ id }) => forms.get(id) ?? [])
  const today = deskDay(node, who.country, node.now())
  const scope = standingsOn(recruiter.effects, today).find(({ country }) => country === who.country)?.scope
  const form: Omit<ApplicationForm, 'papers' | 'language'> = {
    ...(newest ?? EMPTY),
    ...(particulars && fromParticulars(particulars, newest)),
    ...(scope && {
      sectors: [...scope.sectors],
      occupations: [...(scope.occupations ?? [])],
      countries: [...(scope.countries ?? [])],
      workers: scope.workers,
      guarantee: scope.guarantee?.amount,
    }),
    // Each application answers and promises anew.
    answers: {},
    remarks: undefined,
  }
  return typedOfForm(form, currencyDecimals(node, who.country))
}

function fromParticulars(particulars: Particulars, form: ApplicationForm | undefined) {
  const joined = [form?.address, form?.place].filter(Boolean).join(', ')
  // The register keeps address and place as one line: where it still says the same, the form's two are kept.
  const where = particulars.place === joined ? {} : { address: particulars.place, place: undefined }
  return {
    name: nameOf(particulars),
    tradeNames: [...namesOf(particulars, 'trade name')],
    telephones: [...particulars.telephones],
    emails: [...particulars.emails],
    webs: [...particulars.webs],
    ...where,
  }
}

const EMPTY: Omit<ApplicationForm, 'papers' | 'language'> = {
  name: '',
  tradeNames: [],
  telephones: [],
  emails: [],
  webs: [],
  representatives: [],
  guarantors: [],
  sectors: [],
  occupations: [],
  countries: [],
  answers: {},
}
