// Measures for Prometheus: requests by route and status, the size of the register, the process itself. Nothing about who asked.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** The measures of one node. */
export function createMetrics(register: { readonly size: () => number; readonly position: () => number }) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'sursur_' })
  const requests = new Counter({
    name: 'sursur_http_requests_total',
    help: 'Answers by route and status',
    labelNames: ['route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'sursur_http_seconds',
    help: 'Time to answer by route',
    labelNames: ['route'],
    buckets: [0.001, 0.005, 0.015, 0.05, 0.1, 0.5, 2],
    registers: [registry],
  })
  const gauges = [
    ['sursur_recruiters', 'Recruiters in the index', register.size],
    ['sursur_event_position', 'Position of the last event in the index', register.position],
  ] as const
  for (const [name, help, value] of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value())
      },
    })
  }
  return {
    observe(route: string, status: number, duration: number) {
      requests.inc({ route, status })
      seconds.observe({ route }, duration)
    },
    text: () => registry.metrics(),
    type: registry.contentType,
  }
}
