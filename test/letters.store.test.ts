// Letters in a whole node: an act at the desk is answered by a letter in the file and a mail in the demonstration's folder; a restart loses none.
import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { submitApplication } from '../src/modules/register/operations/application/submit.ts'
import { readLetters } from '../src/modules/register/store/letters.ts'
import { openNode, serveNode } from '../src/node.ts'
import type { Who } from '../src/people/index.ts'
import { readConfiguration } from '../src/platform/configuration.ts'
import { XA, XB } from './fixtures/database.ts'
import { nodeFolder, removeFolder } from './fixtures/node.ts'

const applicant: Who = {
  account: 'acc_applicant',
  name: 'Applicant',
  desk: 'recruiter',
  office: 'recruiter',
  country: XA,
  roles: ['recruiter'],
  session: 's',
}

describe('a node writes letters', { concurrency: false }, () => {
  let place: { readonly folder: string; readonly config: string }
  before(() => {
    place = nodeFolder({ demonstration: true })
  })
  after(() => removeFolder(place.folder))

  test('an act done while the node was not serving has its letter after the next start, once, and its mail', async () => {
    const configuration = await readConfiguration(place.config, {})
    assert.ok(configuration.ok)
    const node = await openNode(configuration.value)
    const recruiterKind = node.pack.countries.find(({ code }) => code === XA)?.kindsOfRecruiter[0]?.id ?? ''
    const done = await submitApplication(node, applicant, {
      kind: 'authorization',
      country: XA,
      recruiterKind,
      form: {
        language: 'fr',
        name: 'Atelier Exemple',
        tradeNames: [],
        telephones: [],
        emails: ['agence@xa.example'],
        webs: [],
        representatives: [],
        guarantors: [],
        sectors: [],
        occupations: [],
        countries: [XB],
        answers: {},
        papers: {},
      },
    })
    assert.ok(done.ok)
    const { file } = done.value
    assert.equal((await readLetters(node.database, file)).length, 0)
    const mail = join(configuration.value.dataFolder, 'mail')
    for (let start = 0; start < 2; start++) {
      const serving = await serveNode(node)
      await until(async () => (await readLetters(node.database, file))[0]?.mailedAt instanceof Date)
      await serving.stop()
      assert.equal((await readLetters(node.database, file)).length, 1)
      assert.deepEqual(existsSync(mail) && readdirSync(mail).length, 1)
    }
    await node.close()
  })
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it never came')
}
