export { type Access, createRoute, type Principal, type RouteContext } from './create-route';
export { toErrorResponse } from './error-response';
export { mediaSources, pagePolicy } from './page-policy';
export { readText } from './read-text';
