export { type SafeFetchOptions, type SafeResponse, safeFetch } from './safe-fetch';
