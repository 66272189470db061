// One page with every part that the desks share, in its hardest case: long words, errors, both directions of text.
import {
  areaField,
  checkField,
  checksField,
  dayField,
  errorSummary,
  fileField,
  radioField,
  selectField,
  textField,
} from '../../src/platform/form-parts.ts'
import { drawn, formMarks, html, type Page, page } from '../../src/platform/html.ts'
import type { FormMarks } from '../../src/platform/http.ts'

const LONG = 'Agencia La Vega de los Encuentros y Compañía Ejemplo, S. en C. وكالة اختبارية'
const UNBROKEN = 'x'.repeat(120)

/** The page; `h1` first, then tabs, a table, a checklist, a form that came back with errors. */
export function partsPage(marks: FormMarks): Page {
  const choices = [
    { value: 'a', label: LONG, hint: LONG },
    { value: 'b', label: UNBROKEN },
  ]
  const status = html`<span class="st is-no">${drawn('no', 's')} Late</span>`
  const errors = ['text', 'area', 'pick', 'day', 'file', 'check', 'checks', 'radio'].map((field) => ({
    field,
    message: `Mend ${field}`,
  }))
  const common = (name: string) => ({ name, label: `Field ${name}`, hint: LONG, error: `Mend ${name}` })
  return page(
    'Error: parts',
    html`<h1>Parts</h1>${errorSummary('There are errors', errors)}
<nav class="tabs" aria-label="Lists"><a href="/en/staff/parts" aria-current="page">Mine (8)</a><a href="/en/staff">${LONG}</a></nav>
<table class="stack"><caption>By deadline</caption><thead><tr><th scope="col">Deadline</th><th scope="col">Recruiter</th><th scope="col" class="n">Number</th></tr></thead><tbody>
<tr class="late"><td data-h="Deadline">${status}</td><th scope="row" data-h="Recruiter">${LONG}</th><td class="n" data-h="Number">${UNBROKEN}</td></tr>
<tr><td data-h="Deadline">Today</td><th scope="row" data-h="Recruiter">B</th><td class="n" data-h="Number"><span class="new">New</span></td></tr></tbody></table>
<div class="split"><div class="flow"><h2>Checklist</h2><ul class="check"><li>${status}<div><b>${LONG}</b><p class="law">${LONG}</p></div><a class="btn quiet" href="/en/staff">Open</a></li></ul>
<form class="flow" method="post" action="/en/staff/failing" enctype="multipart/form-data">${formMarks(marks)}
${textField({ ...common('text'), value: UNBROKEN, required: true })}${areaField({ ...common('area'), value: LONG })}${selectField({ ...common('pick'), choices, value: 'b', empty: 'Choose' })}${dayField({ ...common('day'), value: '2026-11-24' })}${fileField(common('file'))}${checkField({ ...common('check'), label: LONG })}${checksField({ ...common('checks'), choices, values: ['a'] })}${radioField({ ...common('radio'), choices, value: 'b' })}
<div class="row"><button class="btn">Save</button><button class="btn quiet" name="later" value="yes">Save for later</button></div></form></div>
<aside class="side flow"><h2>Beside</h2><p>${LONG}</p><form role="search" action="/en/staff"><label for="q">Search</label><input type="search" id="q" name="q"></form></aside></div>`,
  )
}
