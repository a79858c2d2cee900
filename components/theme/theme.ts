export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const THEME_COOKIE = 'theme';
const ONE_YEAR_S = 31_536_000;

/** The browser's own frame around the page, in the colour of the canvas (app/globals.css). */
export const frameColors = { light: '#fcfcfa', dark: '#151311' };

export function readTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}

/** Applies a theme now and keeps it for later pages, which the server renders in it. */
export function applyTheme(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and Firefox
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${ONE_YEAR_S}; samesite=lax`;
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** The theme in force on this page. */
export function currentTheme(): Theme {
  return readTheme(document.documentElement.dataset.theme);
}
