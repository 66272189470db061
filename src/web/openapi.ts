// The OpenAPI 3.1 document, made from the schemas that check the requests and describe the answers.
import { z } from 'zod'
import type { ApiRoute } from '../platform/http.ts'
import type { ProblemCode } from './pages/error.ts'
import { PROBLEM_STATUS } from './problems.ts'

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
})

/** The document for these routes below `base` (`/api/v1`). */
export function openApiDocument(
  routes: readonly ApiRoute[],
  about: { readonly version: string; readonly server: string; readonly base: string },
) {
  const paths = routes.map((route) => [
    `${about.base}${route.path.replace(/:(\w+)/g, '{$1}')}`,
    { get: operation(route) },
  ])
  return {
    openapi: '3.1.0',
    info: {
      title: 'SurSur',
      version: about.version,
      summary: 'The register of recruiters of a labour-migration corridor, for programs',
      description: 'The same answers as the public pages. No key is needed. Questions are not logged.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: about.server }],
    paths: Object.fromEntries(paths),
    components: { schemas: { Problem: schemaOf(Problem, 'output') } },
  }
}

function operation(route: ApiRoute) {
  return {
    summary: route.summary,
    operationId: `get${route.path.replace(/[^a-zA-Z]+(\w)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? '')}`,
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    responses: {
      200: { description: 'The answer', content: { 'application/json': { schema: schemaOf(route.answer, 'output') } } },
      ...problems(route.problems),
    },
  }
}

function problems(codes: readonly string[]) {
  const byStatus = new Map<number, string[]>()
  for (const code of codes) {
    const status = PROBLEM_STATUS[code as ProblemCode]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      {
        description: names.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

function parameters(schema: z.ZodObject, where: 'path' | 'query') {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, { description?: string }>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description && { description }),
    schema: rest,
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return rest
}
