// The routes of the paper register: one authorization, a list of them, and the bad rows of a list to take away.
import { countryOfPack } from '../../../packs/index.ts'
import type { Who } from '../../../people/index.ts'
import type { SentForm, SignedInRoute } from '../../../platform/http.ts'
import { sha256Hex } from '../../../platform/seal/digest.ts'
import { MOST_BYTES, readPaperList } from '../operations/backfill/paper-list.ts'
import { fetchRejected, takeOverList, takeOverOne } from '../operations/backfill/take-over.ts'
import type { StaffDesk } from '../operations/desk/staff-desk.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { backfill, sayFault } from '../pages/staff/backfill.ts'
import type { BackfillView, PaperFault } from '../views/backfill.ts'

export function backfillRoutes(desk: StaffDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const { node } = desk
  const permission = { roles: ['register officer', 'deciding officer'] }
  const viewOf = (who: Who, more: Partial<BackfillView> = {}): BackfillView => ({
    kinds: countryOfPack(node.pack, who.country)?.kindsOfRecruiter ?? [],
    sectors: node.pack.sectors,
    ...more,
  })
  const asked = (reader: RegisterReader, once: string) => ({
    language: reader.written.tag,
    sayFault: (fault: PaperFault) => sayFault(reader, fault),
    once,
  })
  return [
    {
      path: '/staff/backfill',
      permission,
      respond({ who, marks, query }, reader) {
        const opened = /^\d{1,5}$/.test(query.opened ?? '') ? Number(query.opened) : undefined
        return { status: 200, page: backfill(viewOf(who), reader, marks, opened) }
      },
    },
    {
      method: 'post',
      path: '/staff/backfill',
      permission,
      async respond({ who, form, marks, once }, reader) {
        const result = await takeOverOne(node, who, cellsOf(form), asked(reader, once))
        if (result.ok) return { redirect: `/staff/files/${result.value.first}` }
        if (!('faults' in result.error)) return { problem: 'not-found' }
        const chosen = form.lists.sectors ?? []
        const view = viewOf(who, { typed: form.fields, chosen, faults: result.error.faults })
        return { status: 422, page: backfill(view, reader, marks) }
      },
    },
    {
      method: 'post',
      path: '/staff/backfill/list',
      permission,
      // The list, and what a form puts around it.
      limit: MOST_BYTES + 64 * 1024,
      async respond({ who, form, marks, once }, reader) {
        const sent = form.files.find(({ field }) => field === 'list')
        const list = sent
          ? await readPaperList(sent.bytes)
          : { ok: false as const, error: { code: 'no-file' as const } }
        if (!list.ok) return { status: 422, page: backfill(viewOf(who, { fileFault: list.error }), reader, marks) }
        // Another file under the key of the same page is another act.
        const key = `${once} ${sha256Hex(sent?.bytes ?? '')}`
        const result = await takeOverList(node, who, list.value, asked(reader, key))
        if (!result.ok) return { problem: 'not-found' }
        const { opened, bad, rejected } = result.value
        if (bad.length === 0) return { redirect: `/staff/backfill?opened=${opened}` }
        const view = viewOf(who, { outcome: { opened, bad, ...(rejected && { rejected }) } })
        return { status: 422, page: backfill(view, reader, marks) }
      },
    },
    {
      path: '/staff/backfill/rejected/:id',
      permission,
      async respond({ who, params }) {
        const csv = await fetchRejected(node, who, params.id ?? '')
        if (csv === undefined) return { problem: 'not-found' }
        const bytes = new TextEncoder().encode(csv)
        return { file: { name: 'paper-register.rejected.csv', type: 'text/csv; charset=utf-8', bytes } }
      },
    },
  ]
}

/** The fields of the form as cells; what is ticked several times stands in one cell as in a list. */
function cellsOf({ fields, lists }: SentForm) {
  return { ...fields, sectors: (lists.sectors ?? []).join(';') }
}
