// The reference page of the events, from the schemas that check their data.
import { z } from 'zod'
import { APPLICATION_EVENTS } from '../../src/modules/register/events/application.ts'
import { INSPECTION_EVENTS, RISK_SIGNALLED, RiskSignal } from '../../src/modules/register/events/inspection.ts'
import { LINK_EVENTS } from '../../src/modules/register/events/link.ts'
import {
  EVENT_VERSION,
  EVENTS,
  PUBLIC_EVENTS,
  PUBLIC_RECOGNITION_EVENTS,
  RECOGNITION_EVENTS,
} from '../../src/modules/register/events/recruiter.ts'
import { SANCTION_EVENTS } from '../../src/modules/register/events/sanction.ts'
import {
  PUBLIC_WARNING_EVENTS,
  PUBLIC_WARNING_SCHEMAS,
  WARNING_EVENTS,
} from '../../src/modules/register/events/warning.ts'
import { code, head, table } from './markdown.ts'

const ALL = {
  ...EVENTS,
  ...RECOGNITION_EVENTS,
  ...APPLICATION_EVENTS,
  ...INSPECTION_EVENTS,
  ...SANCTION_EVENTS,
  ...WARNING_EVENTS,
  ...PUBLIC_WARNING_SCHEMAS,
  ...LINK_EVENTS,
  [RISK_SIGNALLED]: RiskSignal,
}

type Shape = {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly enum?: readonly string[]
  readonly additionalProperties?: Shape | boolean
}

/** Every kind of event with the fields of its data. */
export function eventsPage(): string {
  const intro = `What can happen to a recruiter and to a file of the desks. An event is appended and never changed. Around the data below, each carries its position, id, stream (the recruiter or the file), stream version, legal day, the moment at which the register learned of it, origin (the node whose log it stands in), actor and legal ground (\`src/events/event.ts\`). Names of persons, telephones and addresses never stand in an event: it holds a salted commitment to the particulars beside it. All are version ${EVENT_VERSION}; a new meaning is a new version beside the old one.`
  const parts = Object.entries(ALL).map(([kind, schema]) => {
    const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
    const seen = (
      [...PUBLIC_EVENTS, ...PUBLIC_RECOGNITION_EVENTS, ...PUBLIC_WARNING_EVENTS] as readonly string[]
    ).includes(kind)
      ? 'Public.'
      : 'Not public.'
    return `## ${kind}\n\n${seen}\n\n${table(['field', 'holds', 'must be there'], fields(shape, ''))}`
  })
  return [head('Events', 'src/modules/register/events/recruiter.ts', intro), ...parts].join('\n')
}

function fields({ properties = {}, required = [] }: Shape, before: string): string[][] {
  return Object.entries(properties).flatMap(([name, shape]) => {
    const row = [code(before + name), holds(shape), required.includes(name) ? 'yes' : 'no']
    return shape.properties ? [row, ...fields(shape, `${before}${name}.`)] : [row]
  })
}

function holds({ type = 'any', items, enum: words, additionalProperties, anyOf }: Shape): string {
  if (anyOf) return anyOf.map(holds).join(' or ')
  if (Array.isArray(type)) return type.map((one) => (one === 'string' ? 'text' : one)).join(' or ')
  if (words) return words.map(code).join(' or ')
  if (items) return `list of ${holds(items)}`
  if (typeof additionalProperties === 'object') return `${holds(additionalProperties)} by key`
  return type === 'string' ? 'text' : String(type)
}
