/** Sent with everything. Pages get a Content-Security-Policy too, from middleware.ts. */
const everywhere = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
];

/** Answers of the API are data: opened as a page they must not do anything. */
const api = [
  {
    key: 'Content-Security-Policy',
    value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  },
];

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // Event streams opt out by their own headers.
  compress: true,
  reactStrictMode: true,
  // A checkout inside another project must not take that one's lockfile for the root.
  turbopack: { root: import.meta.dirname },
  // `npm run validate` checks the types of everything; starting the app must not wait for tests and tools.
  typescript: { ignoreBuildErrors: true },
  // All pictures come from /media in the size they are needed; the optimiser would be an open door beside it.
  images: { unoptimized: true },
  // Native code, or code that finds its files beside itself.
  serverExternalPackages: [
    '@aws-sdk/client-s3',
    '@napi-rs/image',
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    '@vercel/blob',
    'pg',
    'pg-boss',
    'pusher',
    'sharp',
  ],
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    { source: '/api/:path*', headers: api },
  ],
};

export default config;
