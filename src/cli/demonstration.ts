// Loads a pack's invented demonstration data into a node's empty register, act by act, each on its own day.
import { type Actor, type Ground, lastPosition } from '../events/index.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { changeParticulars, enterRecruiter, recordAct } from '../modules/register/index.ts'
import { CannotStart, type OpenNode } from '../node.ts'
import { type ActExample, firstNameOf, loadDemonstration, type RecruiterExample, sayFault } from '../packs/index.ts'

// In the demonstration a suspension reaches the register some days after it takes effect, as on paper:
// so that "what the register knew that day" and "what it knows now" can be seen to differ.
const SUSPENSIONS_ARRIVE_AFTER = 3

const ACTS = {
  authorize: 'grant',
  renew: 'renew',
  suspend: 'suspend',
  reinstate: 'reinstate',
  revoke: 'revoke',
} as const

/**
 * Loads the demonstration of the node's own country, once. Each step is one event, so that the position of the last one
 * says how far an earlier start came before it was stopped.
 */
export async function seedDemonstration(node: OpenNode): Promise<void> {
  const loaded = await loadDemonstration(node.configuration.pack, node.pack)
  if (!loaded.ok) throw new CannotStart(loaded.error.map(sayFault).join('\n'))
  const { recruiters, acts } = loaded.value
  const own = recruiters.filter(({ country }) => country === node.country)
  const ownActs = acts.filter(({ country }) => country === node.country)
  const entries = own.flatMap((recruiter) => {
    const first = ownActs.find(({ licence }) => licence === recruiter.licence)
    return first ? [() => enter(node, recruiter, first, firstNameOf(recruiter, acts))] : []
  })
  const performances = ownActs.map((act) => () => {
    const recruiter = own.find(({ licence }) => licence === act.licence)
    return perform(node, act, recruiter)
  })
  const done = await lastPosition(node.database)
  for (const step of [...entries, ...performances].slice(done)) await step()
}

async function enter(
  node: OpenNode,
  recruiter: RecruiterExample,
  first: ActExample,
  name: string | undefined,
): Promise<void> {
  const { licence, country, kind, names, telephones, emails, webs, address } = recruiter
  const now = names.find((one) => one.kind === 'name')?.text ?? ''
  const others = names.filter((one) => one.kind === 'trade name')
  const particulars = {
    names: [{ text: name ?? now, kind: 'name' as const }, ...others],
    telephones,
    telephoneHashes: [],
    emails,
    webs,
    place: [address.street, address.place].filter(Boolean).join(', '),
  }
  const entry = { licence, country, kind, day: first.day, ground: groundOf(first), particulars }
  expectDone(await enterRecruiter(onDay(node, first.day), officer(node, 'register officer'), entry), licence)
}

async function perform(node: OpenNode, example: ActExample, recruiter: RecruiterExample | undefined): Promise<void> {
  const { licence, country, day, act, validUntil, reason, newName } = example
  const ground = groundOf(example)
  if (act === 'rename') {
    const change = { country, licence, day, ground, ...(newName && { newName }) }
    expectDone(await changeParticulars(onDay(node, day), officer(node, 'register officer'), change), licence)
    return
  }
  const scope = act === 'authorize' || act === 'renew' ? recruiter?.scope : undefined
  const command = { act: ACTS[act], home: country, licence, country, day, ground, validUntil, scope, reason }
  const recorded = act === 'suspend' ? addDays(day, SUSPENSIONS_ARRIVE_AFTER) : day
  expectDone(await recordAct(onDay(node, recorded), officer(node, 'deciding officer'), command), licence)
}

/** The node with its clock set to a day: invented acts are recorded on invented days. */
function onDay(node: OpenNode, day: Day): OpenNode {
  return { ...node, now: () => new Date(`${day}T18:00:00Z`) }
}

function officer(node: OpenNode, role: string): Actor {
  const office = node.pack.countries.find(({ code }) => code === node.country)?.authorities[0]?.id ?? 'node'
  return { office, country: node.country, role, account: 'demonstration' }
}

function groundOf({ ground }: ActExample): Ground {
  return { text: ground.text, ...(ground.law && { law: ground.law }) }
}

function expectDone(
  result: { readonly ok: boolean; readonly error?: { readonly code: string } },
  licence: string,
): void {
  if (!result.ok) throw new CannotStart(`demonstration data: ${licence}: ${result.error?.code}`)
}
