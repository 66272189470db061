// The desk's addresses of messages: lists, one message, the forms, and the comparison of ledgers.
import type { Country } from '../../../kernel/country.ts'
import { actorFor, type Who } from '../../../people/index.ts'
import type { FormMarks, PageAnswer, SentForm, SignedInRoute } from '../../../platform/http.ts'
import { randomToken } from '../../../platform/seal/digest.ts'
import { PeerFault } from '../../signed/fault.ts'
import { LETTER_KINDS, PURPOSES } from '../kinds.ts'
import type { MessagesNode } from '../messages-node.ts'
import { answerLeave, askLeave, passOn } from '../operations/pass-on.ts'
import { reconcile } from '../operations/reconcile.ts'
import { countryNames, showComparisons, showMessage, showMessages } from '../operations/show-messages.ts'
import { writeLetter } from '../operations/write-letter.ts'
import { comparisonPage } from '../pages/comparison.ts'
import { messagesPage } from '../pages/list.ts'
import { type LetterFault, LONGEST, newMessagePage } from '../pages/new.ts'
import { messagePage } from '../pages/one.ts'
import { MESSAGE_POLICY, OFFICERS } from '../policy.ts'
import type { MessagesReader } from '../texts/index.ts'

const READERS = { roles: OFFICERS }
const DECIDERS = { roles: ['deciding officer'] }
type Route = SignedInRoute<MessagesReader, Who>
type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } }

/** Everything of `/staff/messages`. */
export function messageDesks(messages: MessagesNode): readonly Route[] {
  return [...listRoutes(messages), ...newRoutes(messages), ...comparisonRoutes(messages), ...oneRoutes(messages)]
}

function listRoutes(messages: MessagesNode): readonly Route[] {
  return [
    {
      path: '/staff/messages',
      permission: READERS,
      respond: async ({ query }, reader) => ({
        status: 200,
        page: messagesPage(await showMessages(messages), countryNames(messages), reader, query.done),
      }),
    },
  ]
}

function newRoutes(messages: MessagesNode): readonly Route[] {
  const peers = () => messages.trust.peers().map(({ country }) => country)
  const show = (
    typed: Readonly<Record<string, string | undefined>>,
    reader: MessagesReader,
    marks: FormMarks,
    faults: readonly LetterFault[] = [],
  ): PageAnswer => ({
    status: faults.length > 0 ? 422 : 200,
    page: newMessagePage(typed, peers(), countryNames(messages), reader, marks, faults),
  })
  return [
    {
      path: '/staff/messages/new',
      permission: READERS,
      respond: ({ query, marks }, reader) =>
        show({ to: peers().length === 1 ? peers()[0] : '', ...query }, reader, marks),
    },
    {
      method: 'post',
      path: '/staff/messages/new',
      permission: READERS,
      async respond({ form, who, once, marks }, reader) {
        const read = readLetter(form, peers())
        if ('faults' in read) return show(form.fields, reader, marks, read.faults)
        const sent = await writeLetter(messages, who, read.letter, once)
        return sent.ok ? { redirect: `/staff/messages/${sent.value}?done=sent` } : { problem: 'not-found' }
      },
    },
  ]
}

function readLetter({ fields }: SentForm, peers: readonly Country[]) {
  const typed = (name: string) => (fields[name] ?? '').trim()
  const to = peers.find((country) => country === typed('to'))
  const kind = LETTER_KINDS.find((one) => one === typed('kind'))
  const purpose = PURPOSES.find((one) => one === typed('purpose'))
  const [purposeText, subject, text] = [typed('purposeText'), typed('subject'), typed('text')]
  const given = { to, kind, purpose, purposeText, subject, text }
  const faults = Object.entries(given).flatMap(([field, value]): LetterFault[] => {
    if (!value) return [{ field, code: 'missing' }]
    const longest = field in LONGEST ? LONGEST[field as keyof typeof LONGEST] : undefined
    return longest !== undefined && value.length > longest ? [{ field, code: 'too-long' }] : []
  })
  if (!to || !kind || !purpose || faults.length > 0) return { faults }
  const conversation = /^conv_[a-z2-9]{27}$/.exec(typed('conversation'))?.[0]
  return { letter: { to, kind, purpose, purposeText, subject, text, conversation } }
}

function comparisonRoutes(messages: MessagesNode): readonly Route[] {
  const path = '/staff/messages/reconciliation'
  return [
    {
      path,
      permission: READERS,
      respond: async ({ query, marks }, reader) => ({
        status: 200,
        page: comparisonPage(
          await showComparisons(messages),
          messages.node.now(),
          countryNames(messages),
          reader,
          marks,
          { done: query.done, refused: query.refused },
        ),
      }),
    },
    {
      method: 'post',
      path,
      permission: READERS,
      async respond({ who }) {
        const actor = actorFor(who, MESSAGE_POLICY, 'compare exchange logs')
        try {
          for (const peer of messages.trust.peers()) await reconcile(messages, peer, actor)
          return { redirect: `${path}?done=compared` }
        } catch (error) {
          if (error instanceof PeerFault) return { redirect: `${path}?refused=unreachable` }
          throw error
        }
      },
    },
  ]
}

function oneRoutes(messages: MessagesNode): readonly Route[] {
  const pathOf = (id: string) => `/staff/messages/${encodeURIComponent(id)}`
  const answered = (id: string, done: string, result: Outcome): PageAnswer => ({
    redirect: `${pathOf(id)}?${result.ok ? `done=${done}` : `refused=${result.error.code}`}`,
  })
  const form = (
    name: string,
    permission: typeof DECIDERS,
    done: string,
    act: (id: string, fields: SentForm['fields'], who: Who, once: string) => Promise<Outcome>,
  ): readonly Route[] => [
    {
      method: 'post',
      path: `/staff/messages/:message/${name}`,
      permission,
      async respond({ params, form: sent, who, once }) {
        const id = params.message ?? ''
        return answered(id, done, await act(id, sent.fields, who, once))
      },
    },
    // The address of a form, opened as a page.
    {
      path: `/staff/messages/:message/${name}`,
      permission,
      respond: ({ params }) => ({ redirect: pathOf(params.message ?? '') }),
    },
  ]
  const nothing = { ok: false, error: { code: 'not-found' } } as const
  const written = (text: string | undefined, most: number) => {
    const value = (text ?? '').trim()
    return value.length >= 2 && value.length <= most ? value : undefined
  }
  return [
    {
      path: '/staff/messages/:message',
      permission: READERS,
      async respond({ params, query, who, marks }, reader) {
        const view = await showMessage(messages, who, params.message ?? '')
        if (!view) return { problem: 'not-found' }
        const fresh = () => ({ token: marks.token, once: randomToken(16) })
        const notice = { done: query.done, refused: query.refused }
        return { status: 200, page: messagePage(view, countryNames(messages), reader, fresh, notice) }
      },
    },
    ...form('ask-leave', { roles: [...OFFICERS] }, 'asked', async (message, fields, who, once) => {
      const [recipient, reason] = [written(fields.recipient, 300), written(fields.reason, 2000)]
      return recipient && reason ? askLeave(messages, who, { message, recipient, reason }, once) : nothing
    }),
    ...form('answer-leave', DECIDERS, 'answered', async (request, fields, who, once) => {
      const answer = fields.answer === 'given' || fields.answer === 'denied' ? fields.answer : undefined
      const words = (fields.words ?? '').trim().slice(0, 2000)
      return answer ? answerLeave(messages, who, { request, answer, words }, once) : nothing
    }),
    ...form('pass-on', { roles: [...OFFICERS] }, 'passed', async (message, fields, who, once) => {
      const recipient = written(fields.passTo, 300)
      return recipient ? passOn(messages, who, { message, recipient }, once) : nothing
    }),
  ]
}
