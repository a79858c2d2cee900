export * from './app-error';
export * from './clock';
export { formatMoney } from './format-money';
export * from './ids';
export * from './storable-text';
