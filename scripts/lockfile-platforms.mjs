/**
 * npm leaves builds for other platforms out of a lockfile when the registry it was made against does not offer
 * them, and `npm ci` then refuses the lockfile, on every platform.
 * @typedef {{ version?: string, optionalDependencies?: Record<string, string>, os?: string[], cpu?: string[], libc?: string[], optional?: boolean }} LockedPackage
 */

/**
 * Adds an entry for each optional dependency that the lockfile names but does not hold.
 * @param {Record<string, LockedPackage>} packages the lockfile's `packages`
 * @returns {{ packages: Record<string, LockedPackage>, added: string[] }} sorted packages, and the names added
 */
export function completePlatforms(packages) {
  const complete = { ...packages };
  const added = [];
  for (const [location, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (isResolvable(complete, location, name)) continue;
      complete[`node_modules/${name}`] = {
        version: range.replace(/^[\^~]/, ''),
        ...platformOf(name),
        optional: true,
      };
      added.push(name);
    }
  }
  const sorted = Object.entries(complete).sort(([left], [right]) => (left < right ? -1 : 1));
  return { packages: Object.fromEntries(sorted), added };
}

/**
 * Looks where Node would: in the package's own node_modules, then in each one above.
 * @param {Record<string, LockedPackage>} packages
 * @param {string} location
 * @param {string} name
 */
function isResolvable(packages, location, name) {
  for (let place = location; ; place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${place === '' ? '' : `${place}/`}node_modules/${name}`]) return true;
    if (place === '') return false;
  }
}

const SYSTEMS = {
  darwin: 'darwin',
  win32: 'win32',
  windows: 'win32',
  linux: 'linux',
  android: 'android',
  freebsd: 'freebsd',
  openharmony: 'openharmony',
};
const PROCESSORS = {
  arm64: 'arm64',
  x64: 'x64',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
  arm: 'arm',
};
const LIBRARIES = { musl: 'musl', musleabihf: 'musl', gnu: 'glibc', gnueabihf: 'glibc' };

/**
 * Reads the platform from a package's name, as in `@next/swc-linux-x64-musl`.
 * @param {string} name
 * @returns {LockedPackage}
 */
export function platformOf(name) {
  const words = name.split(/[-/]/);
  const find = (/** @type {Record<string, string>} */ known) => {
    const word = words.find((candidate) => Object.hasOwn(known, candidate));
    return word ? [known[word] ?? ''] : undefined;
  };
  const os = find(SYSTEMS);
  const cpu = find(PROCESSORS);
  const libc = os?.[0] === 'linux' ? find(LIBRARIES) : undefined;
  return { ...(cpu && { cpu }), ...(libc && { libc }), ...(os && { os }) };
}
