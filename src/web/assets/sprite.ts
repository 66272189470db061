// The pictures of the pages as data: shapes of a status (48 grid, filled) and icons (24 grid, lines); a page inlines only those it uses.

type Picture = { readonly box: string; readonly paths: string }

export const SPRITE: Readonly<Record<string, Picture>> = {
  mark: {
    box: '0 0 32 32',
    paths:
      '<path class="m2" d="M2.5 23.5 16 10l13.5 13.5"/><path class="m0" d="M8 14l4 4"/><path class="m1" d="M2.5 8.5 16 22 29.5 8.5"/><path class="m0" d="M20 14l4 4"/><path class="m2" d="M18.5 12.5l11 11"/>',
  },
  yes: { box: '0 0 48 48', paths: '<circle cx="24" cy="24" r="23"/><path class="k" d="M13 25l8 8 14-17"/>' },
  no: {
    box: '0 0 48 48',
    paths: '<path d="M14.5 1h19L47 14.5v19L33.5 47h-19L1 33.5v-19z"/><path class="k" d="M14 24h20"/>',
  },
  revoked: {
    box: '0 0 48 48',
    paths: '<path d="M14.5 1h19L47 14.5v19L33.5 47h-19L1 33.5v-19z"/><path class="k" d="M16 16l16 16M32 16 16 32"/>',
  },
  warn: { box: '0 0 48 48', paths: '<path d="M24 2 47.5 45H.5z"/><path class="k" d="M24 19v10M24 36v1"/>' },
  none: {
    box: '0 0 48 48',
    paths:
      '<circle class="o" cx="24" cy="24" r="21" stroke-dasharray="8.7 6"/><path class="o" d="M18 19c0-8 12-8 12-1 0 5-6 5-6 10M24 33.5v1"/>',
  },
  clock: { box: '0 0 48 48', paths: '<circle class="o" cx="24" cy="24" r="21"/><path class="o" d="M24 12v13l9 6"/>' },
  wait: {
    box: '0 0 48 48',
    paths: '<path class="o" d="M4 4h40v40H4z"/><path class="o" d="M11 24h5M21.5 24h5M32 24h5"/>',
  },
  fact: { box: '0 0 48 48', paths: '<path d="M24 6 42 24 24 42 6 24z"/>' },
  search: { box: '0 0 24 24', paths: '<circle cx="10" cy="10" r="6.5"/><path d="M15 15l6 6"/>' },
  help: {
    box: '0 0 24 24',
    paths: '<path d="M12 22 5.6 12.7a7.6 7.6 0 1 1 12.8 0z"/><circle cx="12" cy="9" r="2.5"/>',
  },
  phone: { box: '0 0 24 24', paths: '<path d="M4 3h5l2 5-3 2c1 3 3 5 6 6l2-3 5 2v5c0 1-1 1-1 1C10 21 3 14 3 4z"/>' },
  down: { box: '0 0 24 24', paths: '<path d="M12 3v12M6 10l6 6 6-6M4 21h16"/>' },
  go: { box: '0 0 24 24', paths: '<path d="M4 12h15M13 6l6 6-6 6"/>' },
  doc: { box: '0 0 24 24', paths: '<path d="M5 2h10l4 4v16H5zM14 2v5h5M9 12h6M9 16h6"/>' },
  who: { box: '0 0 24 24', paths: '<circle cx="12" cy="7" r="4"/><path d="M3 21c0-5 4-8 9-8s9 3 9 8"/>' },
  cal: { box: '0 0 24 24', paths: '<path d="M4 5h16v16H4zM4 10h16M8 2v5M16 2v5"/>' },
  globe: {
    box: '0 0 24 24',
    paths: '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-6 6-6 12 0 18M12 3c6 6 6 12 0 18"/>',
  },
}
