// The administration of accounts through its forms: exclusions, links used once, resets by two, rights that rest.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openPeople, PASSWORD, type People, pageOf, wayOf } from '../../test/fixtures/people.ts'
import { createFirstAdministrator } from './operations/first-administrator.ts'
import { resetAccountFromCommandLine } from './operations/reset.ts'
import { signIn } from './operations/sign-in.ts'
import { readForSignIn } from './store/accounts.ts'
import type { Who } from './who.ts'

const NEW = 'another-invented-phrase'
const HOUR = 60 * 60_000
let people: People
let ann: Who
before(async () => {
  people = await openPeople()
})
after(() => people.close())

const newAccount = (signIn: string, ...roles: string[]) => ({ name: 'New <u>', signIn, office: 'labour', roles })
/** The path behind the link on a page, without its language. */
const linkOn = (text: string) => /https:\/\/register\.example\/en(\/[a-z]+\/enrol\/[\w-]+)/.exec(text)?.[1] ?? ''
const idOf = async (name: string) => (await readForSignIn(people.database, name))?.id ?? ''
const errorOf = (text: string) => /role="alert"[\s\S]*?<\/ul>/.exec(text)?.[0] ?? ''
async function make(name: string, ...roles: string[]) {
  const { text } = pageOf(await people.post('/staff/accounts', newAccount(name, ...roles), ann))
  return { id: await idOf(name), link: linkOn(text) }
}

describe('accounts', { concurrency: false }, () => {
  test('the first administrator is made once, from the command line', async () => {
    const first = { signIn: 'first', display: 'F. Example', office: 'labour', country: people.desk.country }
    const made = await createFirstAdministrator(people.database, first, people.desk.now())
    assert.ok(made.ok)
    const fields = { password: PASSWORD, again: PASSWORD }
    assert.equal(wayOf(await people.post(`/staff/enrol/${made.value.token}`, fields)), '/staff/sign-in?said=enrolled')
    ann = await people.enter('first')
    assert.deepEqual(ann.roles, ['administrator'])
    const second = await createFirstAdministrator(people.database, { ...first, signIn: 'second' }, people.desk.now())
    assert.deepEqual(second, { ok: false, error: { code: 'has-administrator' } })
  })

  test('an account is opened without a password; its link is shown once and kept nowhere', async () => {
    const fields = newAccount('clerk', 'register officer')
    const first = pageOf(await people.post('/staff/accounts', fields, ann, 'make-clerk'))
    const link = linkOn(first.text)
    assert.ok(link)
    const second = pageOf(await people.post('/staff/accounts', fields, ann, 'make-clerk'))
    assert.equal(second.status, 200)
    assert.equal(linkOn(second.text), '')
    const token = link.split('/').at(-1) ?? ''
    for (const table of ['account_links', 'acts_once', 'audit', 'accounts']) {
      const rows = await people.database.query<{ text: string }>(`select t::text as text from ${table} t`)
      for (const { text } of rows) {
        assert.ok(!text.includes(token), table)
        if (table === 'audit') assert.ok(!text.includes('clerk') && !text.includes('New <u>'))
      }
    }
    const page = pageOf(await people.get(link))
    assert.ok(page.text.includes('New &lt;u&gt;') && page.text.includes('clerk'))
  })

  test('a link serves once, and not after its hour', async () => {
    const { link } = await make('once', 'register officer')
    const fields = { password: NEW, again: NEW }
    const short = pageOf(await people.post(link, { password: 'short', again: 'short' }))
    assert.ok(short.title.startsWith('Error:') && short.text.includes('href="#f-password"'))
    assert.equal(wayOf(await people.post(link, fields)), '/staff/sign-in?said=enrolled')
    assert.equal(pageOf(await people.post(link, fields)).status, 410)
    assert.equal(pageOf(await people.get(link)).status, 410)
    const late = await make('late', 'register officer')
    people.pass(HOUR + 1)
    assert.equal(pageOf(await people.post(late.link, fields)).status, 410)
    ann = await people.enter('first')
  })

  test('a second link ends the first, and there is none for an account with a password', async () => {
    const { id, link } = await make('twice', 'register officer')
    const again = linkOn(pageOf(await people.post(`/staff/accounts/${id}/link`, {}, ann)).text)
    assert.ok(again && again !== link)
    assert.equal(pageOf(await people.get(link)).status, 410)
    await people.post(again, { password: NEW, again: NEW })
    const refused = pageOf(await people.post(`/staff/accounts/${id}/link`, {}, ann))
    assert.match(errorOf(refused.text), /has a password already/)
  })

  test('roles that exclude each other, an office that cannot, a taken name: refused with what was typed', async () => {
    const clash = pageOf(
      await people.post('/staff/accounts', newAccount('x-x', 'administrator', 'auditor', 'inspector'), ann),
    )
    assert.equal(clash.status, 422)
    assert.match(errorOf(clash.text), /#f-roles.*do not go together/)
    assert.ok(clash.text.includes('value="New &lt;u&gt;"') && clash.text.includes('value="inspector" checked'))
    const cannot = pageOf(await people.post('/staff/accounts', newAccount('x-x', 'placement officer'), ann))
    assert.match(errorOf(cannot.text), /#f-office.*Placement officer/)
    const taken = pageOf(await people.post('/staff/accounts', newAccount('CLERK', 'register officer'), ann))
    assert.match(errorOf(taken.text), /#f-signIn/)
    const recruiter = pageOf(await people.post('/staff/accounts', newAccount('x-x', 'recruiter'), ann))
    assert.match(errorOf(recruiter.text), /does not exist/)
    assert.equal(await idOf('x-x'), '')
  })

  test('nobody acts on their own account, and one administrator stays', async () => {
    const own = `/staff/accounts/${ann.account}`
    for (const [tail, fields] of [
      ['disable', {}],
      ['ask-reset', {}],
      ['seat', { office: 'labour', roles: ['register officer'] }],
    ] as const)
      assert.match(errorOf(pageOf(await people.post(`${own}/${tail}`, fields, ann)).text), /their own account/)
    // The other administrator signed in, and lost the role since: the page is stale, the act is not done.
    const bea = await people.person('bea', ['administrator'])
    assert.equal(wayOf(await people.post(`${own}/disable`, {}, bea)), `${own}?done=disabled`)
    assert.equal(wayOf(await people.post(`${own}/enable`, {}, bea)), `${own}?done=enabled`)
    const beas = `/staff/accounts/${bea.account}`
    assert.equal(wayOf(await people.post(`${beas}/disable`, {}, ann)), `${beas}?done=disabled`)
    const last = pageOf(await people.post(`${own}/disable`, {}, bea))
    assert.match(errorOf(last.text), /last open account/)
    const demoted = { office: 'labour', roles: ['register officer'] }
    assert.match(errorOf(pageOf(await people.post(`${own}/seat`, demoted, bea)).text), /last open account/)
    ann = await people.enter('first')
  })

  test('two administrators who disable each other at the same moment do not both succeed', async () => {
    const [cat, dan] = [await people.person('cat', ['administrator']), await people.person('dan', ['administrator'])]
    await people.post(`/staff/accounts/${ann.account}/disable`, {}, cat)
    await Promise.all([
      people.post(`/staff/accounts/${cat.account}/disable`, {}, dan),
      people.post(`/staff/accounts/${dan.account}/disable`, {}, cat),
    ])
    const open = await people.database.query<{ id: string }>(
      `select id from accounts where disabled_at is null and roles::jsonb ? 'administrator'`,
    )
    assert.equal(open.length, 1)
    const [left] = [cat, dan].filter(({ account }) => account === open[0]?.id)
    assert.ok(left)
    await people.post(`/staff/accounts/${ann.account}/enable`, {}, left)
    ann = await people.enter('first')
    await people.post(`/staff/accounts/${left.account}/disable`, {}, ann)
  })

  test('changed roles end the sessions of the account', async () => {
    const kim = await people.person('kim', ['register officer'])
    const path = `/staff/accounts/${kim.account}`
    const seat = { office: 'labour', roles: ['deciding officer', 'register officer'] }
    assert.equal(wayOf(await people.post(`${path}/seat`, seat, ann)), `${path}?done=seat`)
    const rows = await people.database.query('select 1 from sessions where account = $1', [kim.account])
    assert.equal(rows.length, 0)
    assert.deepEqual((await people.enter('kim')).roles, ['register officer', 'deciding officer'])
  })

  test('who is no administrator is refused by the operation too, and the refusal is audited', async () => {
    const kim = await people.enter('kim')
    const answer = pageOf(await people.post(`/staff/accounts/${ann.account}/disable`, {}, kim))
    assert.match(errorOf(answer.text), /does not allow/)
    const [line] = await people.database.query<{ act: string; outcome: string }>(
      'select act, outcome from audit order by number desc limit 1',
    )
    assert.deepEqual(line, { act: 'people.disable', outcome: 'refused' })
  })
})

describe('resets', { concurrency: false }, () => {
  test('with one administrator there is none by page; the command line makes it and the owner is told', async () => {
    const lea = await people.person('lea', ['deciding officer'])
    const refused = pageOf(await people.post(`/staff/accounts/${lea.account}/ask-reset`, {}, ann))
    assert.match(errorOf(refused.text), /command line/)
    const made = await resetAccountFromCommandLine(people.database, 'LEA', people.desk.now())
    assert.ok(made.ok)
    assert.ok(!(await signIn({ ...people.desk }, { name: 'lea', password: PASSWORD, browser: '' })).ok)
    await people.post(`/staff/enrol/${made.value.token}`, { password: NEW, again: NEW })
    const page = pageOf(await people.get('/staff/account', await people.enter('lea', NEW)))
    assert.match(page.text, /from the command line of the server/)
    assert.ok(!(await resetAccountFromCommandLine(people.database, 'nobody-here', people.desk.now())).ok)
  })

  test('one asks, another confirms; the owner is told, and decides again after a day', async () => {
    const bob = await people.person('bob', ['administrator'])
    const mia = await people.person('mia', ['deciding officer', 'register officer'])
    const path = `/staff/accounts/${mia.account}`
    assert.match(errorOf(pageOf(await people.post(`${path}/confirm-reset`, {}, bob)).text), /Nobody has asked/)
    assert.equal(wayOf(await people.post(`${path}/ask-reset`, {}, ann)), `${path}?done=asked`)
    assert.match(errorOf(pageOf(await people.post(`${path}/ask-reset`, {}, bob)).text), /already been asked/)
    assert.match(pageOf(await people.get('/staff/account', mia)).text, /asked for your password to be reset/)
    assert.match(errorOf(pageOf(await people.post(`${path}/confirm-reset`, {}, ann)).text), /another person/)
    const made = pageOf(await people.post(`${path}/confirm-reset`, {}, bob, 'confirm-mia'))
    const link = linkOn(made.text)
    assert.ok(link)
    assert.equal(linkOn(pageOf(await people.post(`${path}/confirm-reset`, {}, bob, 'confirm-mia')).text), '')
    const name = { name: 'mia', password: PASSWORD }
    assert.equal(pageOf(await people.post('/staff/sign-in', name)).status, 422)
    await people.post(link, { password: NEW, again: NEW })
    const signed = await people.post('/staff/sign-in', { ...name, password: NEW, next: '/staff/files/x' })
    assert.equal(wayOf(signed), '/staff/account')
    const back = await people.enter('mia', NEW)
    assert.deepEqual(back.roles, ['register officer'])
    const account = pageOf(await people.get('/staff/account', back)).text
    assert.match(account, /two persons of the administration authorized it/)
    assert.match(account, /rests for a day/)
    people.pass(24 * HOUR + 1)
    assert.deepEqual((await people.enter('mia', NEW)).roles, ['deciding officer', 'register officer'])
  })

  test('a request is taken back, and a recruiter’s account is reset the same way', async () => {
    ann = await people.enter('first')
    const bob = await people.enter('bob')
    const rec = await people.person('rec@example.org', ['recruiter'], 'recruiter')
    const path = `/staff/accounts/${rec.account}`
    await people.post(`${path}/ask-reset`, {}, ann)
    assert.equal(wayOf(await people.post(`${path}/withdraw-reset`, {}, bob)), `${path}?done=withdrawn`)
    assert.match(errorOf(pageOf(await people.post(`${path}/confirm-reset`, {}, bob)).text), /Nobody has asked/)
    await people.post(`${path}/ask-reset`, {}, bob)
    const link = linkOn(pageOf(await people.post(`${path}/confirm-reset`, {}, ann)).text)
    assert.match(link, /^\/recruiter\/enrol\//)
    assert.equal(wayOf(await people.post(link, { password: NEW, again: NEW })), '/recruiter/sign-in?said=enrolled')
  })

  test('the list names everybody, escaped, with how their account stands', async () => {
    const { text } = pageOf(await people.get('/staff/accounts', ann))
    assert.ok(text.includes('New &lt;u&gt;') && !text.includes('<u>'))
    for (const said of ['Disabled', 'Awaits its first password', 'Invented, of the practice'])
      assert.ok(text.includes(said), said)
    const recruiters = pageOf(await people.get('/staff/accounts?desk=recruiter', ann)).text
    assert.ok(recruiters.includes('rec@example.org') && !recruiters.includes('action="/en/staff/accounts"'))
    assert.deepEqual(await people.get('/staff/accounts/acc_nobody', ann), { problem: 'not-found' })
  })
})
