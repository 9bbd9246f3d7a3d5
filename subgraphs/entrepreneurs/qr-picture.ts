import { renderSVG } from 'uqr';

/** A QR code as a picture (SVG). A quarter of it may be dirty or torn: slips are carried in pockets. */
export function qrPicture(text: string): string {
  return renderSVG(text, { ecc: 'Q', border: 2, pixelSize: 4 });
}
