import type { Config } from 'tailwindcss';

/**
 * The design tokens. Colours are names for roles; their values, one per theme, are CSS variables in
 * app/globals.css. Components use these names only.
 */
const config: Config = {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      canvas: 'var(--canvas)',
      sunken: 'var(--sunken)',
      surface: 'var(--surface)',
      bubble: 'var(--bubble)',
      hover: 'var(--hover)',
      pressed: 'var(--pressed)',
      line: 'var(--line)',
      edge: 'var(--edge)',
      ink: 'var(--ink)',
      muted: 'var(--muted)',
      faint: 'var(--faint)',
      accent: {
        DEFAULT: 'var(--accent)',
        strong: 'var(--accent-strong)',
        soft: 'var(--accent-soft)',
        ink: 'var(--accent-ink)',
        text: 'var(--accent-text)',
      },
      danger: { DEFAULT: 'var(--danger)', soft: 'var(--danger-soft)', ink: 'var(--danger-ink)' },
      chart: {
        1: 'var(--chart-1)',
        2: 'var(--chart-2)',
        3: 'var(--chart-3)',
        4: 'var(--chart-4)',
        5: 'var(--chart-5)',
        6: 'var(--chart-6)',
      },
      scrim: 'var(--scrim)',
      stage: { DEFAULT: 'var(--stage)', ink: 'var(--stage-ink)', hover: 'var(--stage-hover)' },
    },
    fontFamily: {
      sans: ['Inter Variable', 'Inter Fallback', 'system-ui', 'sans-serif'],
      mono: ['ui-monospace', 'SF Mono', 'Cascadia Mono', 'Segoe UI Mono', 'Menlo', 'Consolas', 'monospace'],
    },
    fontSize: {
      caption: ['13px', { lineHeight: '20px' }],
      body: ['15px', { lineHeight: '24px' }],
      lead: ['17px', { lineHeight: '28px' }],
      title: ['20px', { lineHeight: '28px', letterSpacing: '-0.012em' }],
      display: ['28px', { lineHeight: '36px', letterSpacing: '-0.02em' }],
    },
    borderRadius: { none: '0', small: '8px', medium: '12px', large: '20px', full: '9999px' },
    boxShadow: { none: 'none', raised: 'var(--shadow-raised)', float: 'var(--shadow-float)' },
    transitionDuration: { DEFAULT: '140ms', quick: '120ms', calm: '200ms' },
    transitionTimingFunction: { DEFAULT: 'cubic-bezier(0.2, 0, 0, 1)', out: 'cubic-bezier(0.2, 0, 0, 1)' },
    extend: {
      // The reading column, and the same with the room at its sides.
      maxWidth: { reading: '720px', thread: '752px' },
      // The smallest thing a finger hits reliably.
      minHeight: { touch: '44px' },
      minWidth: { touch: '44px' },
    },
  },
};

export default config;
