/** Brands of pictures in the container that MP4 uses too. */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);
const avifBrands = new Set(['avif', 'avis']);
/** Pictures of either: the other brands tell which. */
const pictureBrands = new Set(['mif1', 'msf1', 'miaf']);
const MAX_BRANDS = 64;
const BRAND_BYTES = 4;

/**
 * The picture type that the brands at the beginning of a file promise, or null when they promise none. Film and
 * pictures share the container, and a picture may name the brands of film as well: the first brand decides.
 */
export function readPictureBrand(firstBlock: Uint8Array): 'image/heic' | 'image/avif' | null {
  const bytes = Buffer.from(firstBlock.buffer, firstBlock.byteOffset, firstBlock.byteLength);
  if (bytes.length < 12 || bytes.toString('latin1', 4, 8) !== 'ftyp') return null;
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 16 + MAX_BRANDS * BRAND_BYTES);
  const brands: string[] = [];
  // Between the first and the others stands a version.
  for (let at = 8; at + BRAND_BYTES <= end; at += BRAND_BYTES)
    if (at !== 12) brands.push(bytes.toString('latin1', at, at + BRAND_BYTES));
  const [first = '', ...others] = brands;
  if (avifBrands.has(first)) return 'image/avif';
  if (heicBrands.has(first)) return 'image/heic';
  if (!pictureBrands.has(first)) return null;
  return others.some((brand) => avifBrands.has(brand)) ? 'image/avif' : 'image/heic';
}
