// The commands around practice as a user calls them: reset, its refusals, and the first administrator of a new node.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { nodeFolder, removeFolder, serveProcess, sursur, XA_XB } from '../../test/fixtures/node.ts'

test('practice reset: begins anew, keeps what is not the database, and says what it did', async () => {
  const { folder, config } = nodeFolder({ demonstration: true })
  try {
    const first = await sursur('practice', 'reset', '--config', config)
    assert.equal(first.code, 0, first.err)
    assert.match(first.out, /begin anew: recruiters: 1, files: 2, accounts: 4\./)
    const again = await sursur('practice', 'reset', '--config', config)
    assert.equal(again.code, 0, again.err)
    assert.equal(again.out, first.out)
  } finally {
    removeFolder(folder)
  }
})

test('practice reset: refuses a node that is not for practice, and one that runs', async () => {
  const real = nodeFolder({})
  const running = nodeFolder({ demonstration: true })
  const node = await serveProcess(running.config)
  try {
    const refused = await sursur('practice', 'reset', '--config', real.config)
    assert.equal(refused.code, 1)
    assert.match(refused.err, /not for practice.*Nothing was changed/s)
    assert.ok(!existsSync(join(real.folder, 'data', 'database')))
    const busy = await sursur('practice', 'reset', '--config', running.config)
    assert.equal(busy.code, 1)
    assert.match(busy.err, new RegExp(`in use by process ${node.child.pid}: stop that node first`))
    assert.equal((await fetch(`${node.url}/readyz`)).status, 200)
  } finally {
    await node.stop()
    removeFolder(real.folder)
    removeFolder(running.folder)
  }
})

test('init --admin: the link of the first administrator, once, and it leads to their password', async () => {
  const { folder } = nodeFolder({})
  const out = join(folder, 'new')
  try {
    const call = ['init', '--pack', XA_XB, '--country', 'XA', '--out', out, '--admin', 'first.admin'] as const
    const made = await sursur(...call, '--display', 'A. Exemple')
    assert.equal(made.code, 0, made.err)
    const link = /http:\/\/localhost:8401(\/[a-z]+\/staff\/enrol\/\S+)/.exec(made.out)?.[1]
    assert.ok(link, made.out)
    assert.equal(JSON.parse(readFileSync(join(out, 'node.json'), 'utf8')).country, 'XA')
    const node = await serveProcess(join(out, 'node.json'))
    try {
      const page = await fetch(node.url + link)
      assert.equal(page.status, 200)
      assert.match(await page.text(), /first\.admin/)
    } finally {
      await node.stop()
    }
    const second = await sursur(...call)
    assert.equal(second.code, 1)
    assert.match(second.err, /has an administrator already/)
    const stranger = await sursur(...call, '--office', 'nowhere')
    assert.equal(stranger.code, 2)
    assert.match(stranger.err, /nowhere is no authority of XA/)
  } finally {
    removeFolder(folder)
  }
})
