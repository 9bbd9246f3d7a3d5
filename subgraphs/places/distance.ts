/** Where things are on the earth, and how far apart. Pure. */

/** Degrees, WGS 84. */
export type Position = { readonly latitude: number; readonly longitude: number };

/** Mean radius. Source: IUGG, R1. */
const EARTH_RADIUS_METRES = 6_371_008.8;

/**
 * Metres between two positions along the earth's surface, by the haversine formula. The earth is taken for a sphere, so
 * the true distance may differ by up to 0.6 %.
 */
export function distanceMetres(one: Position, other: Position): number {
  const [from, to] = [radians(one.latitude), radians(other.latitude)];
  const north = Math.sin((to - from) / 2);
  const east = Math.sin(radians(other.longitude - one.longitude) / 2);
  const haversine = north ** 2 + Math.cos(from) * Math.cos(to) * east ** 2;
  // Of two opposite points rounding may make a little more than one.
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(Math.min(1, haversine)));
}

/** Degrees on each side, the borders included. */
export type Box = { readonly south: number; readonly north: number; readonly west: number; readonly east: number };

const WHOLE_CIRCLE = { west: -180, east: 180 };

/** A box that holds everything within a radius. Where it would cross the date line or hold a pole, it goes around the earth. */
export function boxAround({ latitude, longitude }: Position, radiusMetres: number): Box {
  const angle = radiusMetres / EARTH_RADIUS_METRES;
  const north = latitude + degrees(angle);
  const south = latitude - degrees(angle);
  // Meridians come together towards the poles, so that the same radius spans more of them.
  const ofMeridians = Math.sin(angle) / Math.cos(radians(latitude));
  const width = ofMeridians < 1 ? degrees(Math.asin(ofMeridians)) : 360;
  const [west, east] = [longitude - width, longitude + width];
  return { south, north, ...(west < -180 || east > 180 ? WHOLE_CIRCLE : { west, east }) };
}

export function isInBox({ latitude, longitude }: Position, { south, north, west, east }: Box): boolean {
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

/** Around the country, with its islands and a little of its neighbours. */
const BANGLADESH: Box = { south: 20.5, north: 26.7, west: 88, east: 92.7 };

export function isInBangladesh(position: Position): boolean {
  return isInBox(position, BANGLADESH);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}
