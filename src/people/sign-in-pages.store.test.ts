// Signing in, registering and one's own account through their routes: what is kept, escaped, refused, done once.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openPeople, PASSWORD, type People, pageOf, wayOf } from '../../test/fixtures/people.ts'
import { sessionOf } from './sessions.ts'
import { readSessions } from './store/sessions.ts'

let people: People
before(async () => {
  people = await openPeople()
})
after(() => people.close())
const NEW = 'another-invented-phrase'

describe('signing in by form', { concurrency: false }, () => {
  test('leads to the desk of the account, or to the page that was asked for', async () => {
    await people.person('ada', ['register officer'])
    await people.person('rec@example.org', ['recruiter'], 'recruiter')
    const name = { name: 'ada', password: PASSWORD }
    assert.equal(wayOf(await people.post('/staff/sign-in', name)), '/staff')
    const wanted = { ...name, next: '/staff/files/file_x' }
    assert.equal(wayOf(await people.post('/staff/sign-in', wanted)), '/staff/files/file_x')
    assert.equal(wayOf(await people.post('/staff/sign-in', { ...name, next: '//evil.example' })), '/staff')
    const recruiter = { name: 'rec@example.org', password: PASSWORD, next: '/staff/accounts' }
    assert.equal(wayOf(await people.post('/staff/sign-in', recruiter)), '/recruiter')
  })

  test('a refusal keeps the name escaped, forgets the password, and leads to its field', async () => {
    const name = 'x"><script>alert(1)</script>'
    const { status, title, text } = pageOf(await people.post('/staff/sign-in', { name, password: 'hidden-word-1234' }))
    assert.equal(status, 422)
    assert.match(title, /^Error: /)
    assert.ok(text.includes('href="#f-name"') && text.includes('id="f-name"'))
    assert.ok(text.includes('x&quot;&gt;&lt;script&gt;') && !text.includes('<script>'))
    assert.ok(!text.includes('hidden-word-1234'))
    const empty = pageOf(await people.post('/recruiter/sign-in', {}))
    assert.ok(empty.text.includes('href="#f-name"') && empty.text.includes('href="#f-password"'))
  })

  test('a practice node says where its accounts stand, and fills nothing in', async () => {
    const { text } = pageOf(await people.get('/staff/sign-in'))
    assert.match(text, /printed in the terminal/)
    assert.ok(!/<input[^>]*name="(name|password)"[^>]*value="[^"]/.test(text))
  })
})

describe('a recruiter opens an account', { concurrency: false }, () => {
  const typed = { email: 'New@Example.org', name: 'Nadie <i>', password: PASSWORD, again: PASSWORD }
  test('and is signed in with the role of a recruiter', async () => {
    const answer = await people.post('/recruiter/register', typed)
    assert.equal(wayOf(answer), '/recruiter/account?done=new')
    const token = 'session' in answer && answer.session && 'begin' in answer.session ? answer.session.begin : ''
    const found = await sessionOf(people.database, token, people.desk.now())
    assert.deepEqual([found?.who.desk, found?.who.roles, found?.who.country], ['recruiter', ['recruiter'], 'XA'])
  })

  test('an address that is taken, in any case, is refused, and what was typed stays', async () => {
    const again = pageOf(await people.post('/recruiter/register', { ...typed, email: 'new@example.ORG' }))
    assert.equal(again.status, 422)
    assert.ok(again.text.includes('href="#f-email"') && again.text.includes('value="new@example.ORG"'))
    assert.ok(again.text.includes('Nadie &lt;i&gt;') && !again.text.includes(PASSWORD))
    const rows = await people.database.query(`select 1 from accounts where sign_in_key = 'new@example.org'`)
    assert.equal(rows.length, 1)
  })

  test('two who register one address at the same moment get one account', async () => {
    const both = { ...typed, email: 'race@example.org' }
    const answers = await Promise.all([
      people.post('/recruiter/register', both),
      people.post('/recruiter/register', both),
    ])
    assert.equal(answers.filter((answer) => 'redirect' in answer).length, 1)
  })

  test('everything that is wrong is said at once', async () => {
    const { text } = pageOf(await people.post('/recruiter/register', { email: 'no', name: '', password: 'short' }))
    for (const field of ['email', 'name', 'password']) assert.ok(text.includes(`href="#f-${field}"`), field)
  })
})

test('whoever opens the address of a form is led to its page', async () => {
  const who = await people.person('vic', ['administrator'])
  const ways = [
    ['/staff/account/passkey/answer', '/staff/account'],
    ['/staff/accounts/acc_x/confirm-reset', '/staff/accounts/acc_x'],
    ['/staff/sign-out', '/staff'],
  ]
  for (const [from = '', to] of ways) assert.equal(wayOf(await people.get(from, who)), to)
  assert.equal(wayOf(await people.get('/recruiter/sign-in/passkey/answer')), '/recruiter/sign-in')
})

describe('one’s own account', { concurrency: false }, () => {
  test('shows names escaped, roles with what they mean, and the session in use', async () => {
    const who = await people.person('olu', ['register officer', 'deciding officer'])
    const { text } = pageOf(await people.get('/staff/account', who))
    assert.ok(text.includes('olu &lt;b&gt;') && !text.includes('olu <b>'))
    for (const said of ['Register officer', 'Deciding officer', 'never on a file', 'using now'])
      assert.ok(text.includes(said), said)
  })

  test('a new password ends the other sessions; the form sent twice changes it once', async () => {
    const who = await people.person('pia', ['register officer'])
    await people.enter('pia')
    const fields = { old: PASSWORD, password: NEW, again: NEW }
    const to = '/staff/account?done=password'
    assert.equal(wayOf(await people.post('/staff/account/password', fields, who, 'pia-once')), to)
    assert.deepEqual(
      (await readSessions(people.database, who.account)).map(({ session }) => session),
      [who.session],
    )
    assert.equal(wayOf(await people.post('/staff/account/password', fields, who, 'pia-once')), to)
    const wrong = pageOf(await people.post('/staff/account/password', fields, who))
    assert.ok(wrong.text.includes('href="#f-old"') && wrong.title.startsWith('Error:'))
    await people.enter('pia', NEW)
  })

  test('one ends a session of one’s own, never somebody else’s', async () => {
    const who = await people.person('sam', ['inspector'])
    const second = await people.enter('sam')
    const other = await people.person('tea', ['inspector'])
    await people.post('/staff/account/sessions/end', { session: other.session }, who)
    assert.equal((await readSessions(people.database, other.account)).length, 1)
    await people.post('/staff/account/sessions/end', { session: second.session }, who)
    assert.equal((await readSessions(people.database, who.account)).length, 1)
    await people.enter('sam')
    await people.post('/staff/account/sessions/end', {}, who)
    assert.deepEqual(
      (await readSessions(people.database, who.account)).map(({ session }) => session),
      [who.session],
    )
  })

  test('signing out ends the session', async () => {
    const who = await people.person('uli', ['inspector'])
    const answer = await people.post('/staff/sign-out', {}, who)
    assert.deepEqual('session' in answer && answer.session, { end: true })
    assert.equal((await readSessions(people.database, who.account)).length, 0)
  })
})
