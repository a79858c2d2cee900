/**
 * The harmless text that every scanner calls infected by agreement (eicar.org). In two halves, so that scanners leave
 * this file alone.
 */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
