/** On white. In the dark each is replaced by `darkColours` under the same name. */
export const colours = {
  page: '#f3f5f8',
  card: '#ffffff',
  ink: '#1b2430',
  muted: '#5a6675',
  line: '#dfe4ea',
  chip: '#eef2f8',
  accent: '#2458c6',
  middle: '#86a5e3',
  soft: '#b4c6ea',
  faint: '#dbe4f5',
  good: '#17734a',
  warn: '#8f5200',
} as const;

export type Colour = keyof typeof colours;

export const darkColours: Record<Colour, string> = {
  page: '#10141a',
  card: '#181e27',
  ink: '#e5eaf1',
  muted: '#9aa7b6',
  line: '#2c3542',
  chip: '#222b37',
  accent: '#7da7ff',
  middle: '#46659f',
  soft: '#4a5f88',
  faint: '#33456a',
  good: '#5fcb97',
  warn: '#f0b45c',
};

export const font =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
