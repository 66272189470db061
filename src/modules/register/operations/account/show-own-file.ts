// One application as its applicant sees it: where it stands, what is asked, what happened, what they can do now.
import { readStream } from '../../../../events/index.ts'
import { countryOfPack, type Requirement } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import { APPLICATION_LIFE, type Application, type ApplicationAct, isOpen } from '../../domain/application.ts'
import { type ApplicationEvent, isApplicationEvent, readApplicationEvent } from '../../events/application.ts'
import { readFile, readNotes, readRequirements } from '../../store/files.ts'
import type { OwnFileView } from '../../views/account.ts'
import { deskDay } from '../desk-node.ts'
import { letterLines } from '../letters/letter-lines.ts'
import type { AccountDesk } from './account-desk.ts'
import { fileLine, isApplication } from './show-account.ts'

// What the office does within itself is not shown: who checks what, who proposes what, to whom it is given.
const SHOWN: readonly ApplicationEvent['type'][] = [
  'application.submitted',
  'application.completed',
  'application.more-asked',
  'application.answered',
  'application.granted',
  'application.refused',
  'application.withdrawn',
  'application.lapsed',
  'application.appealed',
  'application.appeal-decided',
]

/** The file; undefined when there is none, or it is another's. */
export async function showOwnFile({ node }: AccountDesk, who: Who, id: string): Promise<OwnFileView | undefined> {
  const { database, pack } = node
  const row = await readFile<Application>(database, id)
  if (!row || row.account !== who.account || !isApplication(row)) return undefined
  const { folded, country, version } = row
  const requirements = (await readRequirements<Requirement>(database, folded.requirements)) ?? []
  const events = (await readStream(database, id)).filter(isApplicationEvent).map(readApplicationEvent)
  const notes = await readNotes(database, id)
  const today = deskDay(node, country, node.now())
  const may = (act: ApplicationAct) => act in APPLICATION_LIFE[folded.state]
  const waits = folded.state === 'incomplete' || folded.state === 'more asked'
  const inTime = folded.appealBy === undefined || today <= folded.appealBy
  return {
    ...fileLine(node, row),
    version,
    open: isOpen(folded.state),
    recruiterKind:
      countryOfPack(pack, country)?.kindsOfRecruiter.find((one) => one.id === folded.recruiterKind)?.name ?? {},
    items: waits
      ? folded.asked.map(({ requirement, text }) => ({
          requirement,
          text,
          name: requirements.find((one) => one.id === requirement)?.name ?? {},
        }))
      : [],
    history: events
      .filter(({ type }) => SHOWN.includes(type))
      .map((event) => {
        const reason = 'reason' in event.data ? event.data.reason : undefined
        return { event: event.type, day: event.legalDay, ...(reason && { reason }) }
      })
      .toReversed(),
    messages: notes.flatMap(({ kind, text, at, account }) =>
      kind === 'message' && text ? [{ at: at.toISOString(), own: account === who.account, text }] : [],
    ),
    letters: await letterLines(database, id),
    acts: [
      ...(may('answer') ? (['answer'] as const) : []),
      ...(may('appeal') && inTime ? (['appeal'] as const) : []),
      ...(may('withdraw') ? (['withdraw'] as const) : []),
    ],
  }
}
