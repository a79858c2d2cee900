export { type Access, createRoute, type Principal, type RouteContext } from './create-route';
export { errorBody, statusOfKind, toErrorResponse } from './error-response';
export { pagePolicy } from './page-policy';
export { readJson } from './read-json';
export { isSameOrigin } from './same-origin';
