// The registered history of a demonstration: recruiters entered, and what authorities did to them on days of the calendar.
import type { Ground } from '../../events/index.ts'
import { addDays } from '../../kernel/day.ts'
import { changeParticulars, enteredAmong, enterRecruiter, recordAct } from '../../modules/register/index.ts'
import type { OpenNode } from '../../node.ts'
import { type ActExample, type Demonstration, firstNameOf, type RecruiterExample } from '../../packs/index.ts'
import type { People } from './accounts.ts'
import { type Done, expectDone, KEYS, placeOf, type Step } from './timeline.ts'

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

/** Every step of the history of the node's own recruiters that may still be to do. */
export async function historySteps(
  node: OpenNode,
  { recruiters, acts }: Demonstration,
  people: People,
  done: Done,
): Promise<readonly Step[]> {
  const own = recruiters.filter(({ country }) => country === node.country)
  const entered = await enteredAmong(
    node.database,
    node.country,
    own.map(({ licence }) => licence),
  )
  return own.flatMap((recruiter) => {
    const ownActs = acts.filter(({ licence }) => licence === recruiter.licence)
    const [first] = ownActs
    if (!first) return []
    const entry = entryStep(recruiter, first, firstNameOf(recruiter, acts), people)
    // Entered without this key: by a start of before there were keys, and with it the whole history of then.
    if (entered.has(recruiter.licence) && !done.has(placeOf(entry))) return []
    return [entry, ...ownActs.map((act, index) => actStep(act, index, recruiter, people))]
  })
}

function entryStep(recruiter: RecruiterExample, first: ActExample, name: string | undefined, people: People): Step {
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
  const once = `${KEYS}${licence}/entry`
  const entry = { licence, country, kind, day: first.day, ground: groundOf(first), particulars, once }
  const actor = people.actor('register officer')
  return {
    at: first.day,
    account: actor.account,
    key: once,
    async run(node) {
      expectDone(await enterRecruiter(node, actor, entry), licence)
    },
  }
}

function actStep(example: ActExample, index: number, recruiter: RecruiterExample, people: People): Step {
  const { licence, country, day, act, validUntil, reason, newName } = example
  const ground = groundOf(example)
  const once = `${KEYS}${licence}/${index + 1}`
  if (act === 'rename') {
    const actor = people.actor('register officer')
    const change = { country, licence, day, ground, once, ...(newName && { newName }) }
    return {
      at: day,
      account: actor.account,
      key: once,
      async run(node) {
        expectDone(await changeParticulars(node, actor, change), licence)
      },
    }
  }
  const actor = people.actor('deciding officer')
  const scope = act === 'authorize' || act === 'renew' ? recruiter.scope : undefined
  const command = { act: ACTS[act], home: country, licence, country, day, ground, validUntil, scope, reason, once }
  return {
    at: act === 'suspend' ? addDays(day, SUSPENSIONS_ARRIVE_AFTER) : day,
    account: actor.account,
    key: once,
    async run(node) {
      expectDone(await recordAct(node, actor, command), licence)
    },
  }
}

function groundOf({ ground }: ActExample): Ground {
  return { text: ground.text, ...(ground.law && { law: ground.law }) }
}
