// Security headers that depend on where and what the node is; the golden file holds the rest.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AnswerKind, securityHeaders } from './headers.ts'

const KINDS: readonly AnswerKind[] = ['page', 'desk', 'file', 'data', 'asset', 'redirect', 'probe']

test('behind TLS every answer says so for a year; without it none does', () => {
  for (const kind of KINDS) {
    assert.match(securityHeaders(kind, false, true)['strict-transport-security'] ?? '', /^max-age=31536000/)
    assert.equal(securityHeaders(kind, false, false)['strict-transport-security'], undefined)
  }
})

test('no kind of answer allows inline scripts or styles, and samples keep search engines out', () => {
  for (const kind of KINDS) {
    const headers = securityHeaders(kind, true, false)
    assert.match(headers['content-security-policy'] ?? '', /^default-src 'none'/)
    assert.doesNotMatch(headers['content-security-policy'] ?? '', /unsafe-inline|unsafe-eval|data:/)
    assert.equal(headers['x-robots-tag'], 'noindex, nofollow')
  }
})
