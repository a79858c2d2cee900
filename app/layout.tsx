import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { frameColors, readTheme, THEME_COOKIE } from '@/components/theme/theme';
import { Announcements } from '@/components/ui/announcements';
import { TooltipLayer } from '@/components/ui/tooltip-layer';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Strand', template: '%s · Strand' },
  description: 'One conversation. All modalities. Made by people or by models.',
  applicationName: 'Strand',
  manifest: '/manifest.webmanifest',
  icons: {
    icon: [
      { url: '/icon.svg', type: 'image/svg+xml' },
      { url: '/icon-192.png', type: 'image/png', sizes: '192x192' },
    ],
    apple: '/apple-touch-icon.png',
  },
  appleWebApp: { capable: true, title: 'Strand', statusBarStyle: 'default' },
  formatDetection: { telephone: false },
  referrer: 'same-origin',
};

export async function generateViewport(): Promise<Viewport> {
  const theme = await chosenTheme();
  return {
    width: 'device-width',
    initialScale: 1,
    viewportFit: 'cover',
    // The composer sits on the keyboard instead of under it.
    interactiveWidget: 'resizes-content',
    themeColor:
      theme === 'system'
        ? [
            { media: '(prefers-color-scheme: light)', color: frameColors.light },
            { media: '(prefers-color-scheme: dark)', color: frameColors.dark },
          ]
        : frameColors[theme],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await chosenTheme();
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>
        {children}
        <Announcements />
        <TooltipLayer />
      </body>
    </html>
  );
}

async function chosenTheme() {
  return readTheme((await cookies()).get(THEME_COOKIE)?.value);
}
