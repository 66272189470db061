// Addresses: what is one place in several spellings, and what is not.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalEmail, normalWeb, webForms, whatsappNumber } from './address.ts'

test('one place in several spellings', () => {
  for (const [typed, normal] of [
    ['https://www.Example.org/', 'example.org'],
    ['example.org', 'example.org'],
    ['HTTP://example.org:8080/a/?q=1#x', 'example.org/a'],
    ['facebook.com/X', 'facebook.com/x'],
    ['https://m.facebook.com/x/?ref=1', 'facebook.com/x'],
    ['fb.com/x', 'facebook.com/x'],
    ['facebook.com/profile.php?id=12345678', 'facebook.com/12345678'],
    ['www.tiktok.com/@x', 'tiktok.com/x'],
    ['instagram.com/x', 'instagram.com/x'],
    ['https://t.me/x', 't.me/x'],
    ['twitter.com/x', 'x.com/x'],
  ] as const)
    assert.equal(normalWeb(typed), normal, typed)
  assert.equal(normalEmail(' MAILTO:Ana@Example.ORG '), 'ana@example.org')
  assert.equal(whatsappNumber('https://wa.me/50200000134'), '+50200000134')
  assert.equal(whatsappNumber('api.whatsapp.com/send?phone=50200000134&text=hi'), '+50200000134')
})

test('a page of a shared host is not the host’s', () => {
  assert.deepEqual(webForms('facebook.com/x'), ['facebook.com/x'])
  assert.deepEqual(webForms('example.org/jobs'), ['example.org/jobs', 'example.org'])
  assert.ok(webForms('@x_1').includes('instagram.com/x_1'))
})

test('what is no address', () => {
  for (const text of ['', 'puente claro', 'S.A', '../..', 'javascript:alert(1)', '@'])
    assert.deepEqual(webForms(text), [], text)
  for (const text of ['', '@', 'a@b', 'a b@c.org']) assert.equal(normalEmail(text), undefined, text)
})
