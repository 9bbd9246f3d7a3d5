import type { CityCorporation } from './schema.generated.ts';

/** Wards and the short name of each city corporation. Source: the corporations' own sites; the figures are examples. */
export const CITIES: Readonly<Record<CityCorporation, { readonly wards: number; readonly short: string }>> = {
  DHAKA_SOUTH: { wards: 75, short: 'DSCC' },
  DHAKA_NORTH: { wards: 54, short: 'DNCC' },
  CHATTOGRAM: { wards: 41, short: 'CCC' },
  KHULNA: { wards: 31, short: 'KCC' },
  RAJSHAHI: { wards: 30, short: 'RCC' },
  SYLHET: { wards: 42, short: 'SCC' },
  BARISHAL: { wards: 30, short: 'BCC' },
  RANGPUR: { wards: 33, short: 'RPCC' },
  NARAYANGANJ: { wards: 27, short: 'NCC' },
  CUMILLA: { wards: 27, short: 'CUCC' },
  GAZIPUR: { wards: 57, short: 'GCC' },
  MYMENSINGH: { wards: 33, short: 'MCC' },
};
