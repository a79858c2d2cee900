// The one dependency rule: siblings never import siblings, everyone enters by the front door, vendors live in
// adapters, and the browser's side never reaches the server's. docs/architecture.md explains it; the canary in
// tests/architecture plants a violation of each rule and expects it to be reported.

/** Whatever is not one of the layers is a module. */
const MODULE = '^lib/(?!(?:kernel|contracts|flows|worker|platform|client)/)([^/]+)/';
const STORE = '^lib/[^/]+/store(\\.ts$|/)';
const PRODUCT = '^(app|components|lib)/|^[^/]+\\.tsx?$';

const VENDORS = [
  '@ai-sdk',
  'ai',
  'pusher',
  '@upstash',
  '@aws-sdk',
  '@tus',
  '@vercel/blob',
  'sharp',
  '@prisma',
  'pg',
  'pg-boss',
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'no-cycles',
    comment: 'Files that need each other are one thought in two files: move what both need into a third.',
    from: {},
    // Types are gone at run time.
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'siblings-never-meet',
    comment: 'Modules know nothing of each other: compose them in lib/flows, or declare a port.',
    from: { path: MODULE },
    to: { path: MODULE, pathNot: '^lib/$1/' },
  },
  {
    name: 'front-door-only',
    comment: 'Import a module through its index.ts.',
    from: { path: PRODUCT, pathNot: MODULE },
    to: { path: MODULE, pathNot: '^lib/[^/]+/index\\.ts$' },
  },
  {
    name: 'front-door-of-the-leaves',
    comment: 'Import the kernel and the contracts through their index.ts.',
    from: { pathNot: '^lib/(kernel|contracts|client)/|^components/' },
    to: { path: '^lib/(kernel|contracts)/', pathNot: '/index\\.ts$' },
  },
  {
    name: 'front-door-of-the-leaves-in-the-browser',
    comment:
      'As above, but for contracts without schemas (or loaded late): the index would bring zod into the first load.',
    from: { path: '^lib/client/|^components/' },
    to: {
      path: '^lib/(kernel|contracts)/',
      pathNot: '/index\\.ts$|^lib/contracts/(channels|limits|message-status|event|speakable-text)\\.ts$',
    },
  },
  {
    name: 'only-the-store-touches-the-database',
    comment:
      "A module's queries live in its store.ts or store/*.ts; a process's main.ts may close the connections.",
    from: { path: MODULE, pathNot: [STORE, '/main\\.ts$'] },
    to: { path: '^lib/platform/db(\\.ts$|/)' },
  },
  {
    name: 'database-types-stay-home',
    comment: 'Types of the database client stop at the store.',
    from: { path: PRODUCT, pathNot: [STORE, '^lib/platform/'] },
    to: { path: '^prisma/generated/' },
  },
  {
    name: 'modules-look-down',
    comment: 'A module does not know who uses it.',
    from: { path: MODULE },
    to: { path: '^(app|components|lib/(flows|worker|client))/' },
  },
  {
    name: 'flows-know-no-interface',
    comment: 'A flow serves every channel: nothing of one belongs in it.',
    from: { path: '^lib/(flows|worker)/' },
    to: { path: '^(app|components|lib/client)/' },
  },
  {
    name: 'platform-knows-no-domain',
    comment: 'The platform serves every module and knows none.',
    from: { path: '^lib/platform/' },
    to: { path: '^(app|components|lib)/', pathNot: '^lib/(platform|kernel|contracts)/' },
  },
  {
    name: 'contracts-stand-on-the-kernel',
    comment: 'The contracts are shared with the browser.',
    from: { path: '^lib/contracts/' },
    to: { path: '^(app|components|lib)/', pathNot: '^lib/(contracts|kernel)/' },
  },
  {
    name: 'the-kernel-stands-alone',
    comment: 'The kernel imports nothing of ours.',
    from: { path: '^lib/kernel/' },
    to: { path: '^(app|components|lib)/', pathNot: '^lib/kernel/' },
  },
  {
    name: 'routes-are-thin',
    comment: 'A route parses, calls one flow and answers: of the platform it needs only the HTTP wrapper.',
    from: { path: '^app/' },
    to: { path: '^lib/platform/', pathNot: '^lib/platform/http/' },
  },
  {
    name: 'the-browser-stays-on-its-side',
    comment: 'What runs in the browser knows contracts and kernel, not the server.',
    from: { path: '^(components|lib/client)/' },
    to: { path: '^(app|lib)/', pathNot: '^lib/(client|contracts|kernel)/' },
  },
  {
    name: 'the-browser-has-no-node',
    comment: "Node's own modules do not exist in the browser.",
    from: { path: '^(components|lib/(client|contracts))/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'the-store-of-the-browser-draws-nothing',
    comment: 'Components read lib/client, never the other way.',
    from: { path: '^lib/client/' },
    to: { path: '^components/' },
  },
  {
    name: 'vendors-live-in-adapters',
    comment: 'A vendor can be replaced by replacing one folder.',
    from: { path: PRODUCT, pathNot: [STORE, '^lib/platform/', '^lib/[^/]+/adapters/'] },
    to: { path: `node_modules/(${VENDORS.join('|')})/` },
  },
  {
    name: 'nobody-imports-pages',
    comment: 'app/ is for the framework to enter.',
    from: { path: '^(components|lib)/' },
    to: { path: '^app/' },
  },
  {
    name: 'the-product-runs-without-its-workshop',
    comment: 'Tests, benchmarks, scripts and development packages are not there in production.',
    from: { path: PRODUCT, pathNot: '^[^/]+\\.config\\.ts$' },
    to: { path: '^(tests|bench|scripts)/' },
  },
  {
    name: 'no-development-packages',
    comment: 'Tests, benchmarks, scripts and development packages are not there in production.',
    from: { path: PRODUCT, pathNot: '^[^/]+\\.config\\.ts$' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-undeclared-packages',
    comment: 'A package that package.json does not name may be gone tomorrow.',
    from: { path: PRODUCT },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'everything-resolves',
    comment: 'An import that leads nowhere is also one that no other rule can judge.',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: forbidden.map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    // With TypeScript 7, which has no compiler interface for it, the default parser sees no modules and reports success.
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules|^prisma/generated/' },
    exclude: { path: '\\.test\\.tsx?$|^\\.next/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
