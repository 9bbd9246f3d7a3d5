const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SERIAL_DIGITS = 13;

/**
 * 17 digits: the year of the birth or death, then 13 that nobody else has, for they are the reference's own 40 bits in
 * decimal. Source: Birth and Death Registration Rules 2018 (17 digits from the year on); the 13, by law area and serial: example.
 * @param reference e.g. `LOCA-7K3M-9QX2`.
 */
export function registrationNumber(eventDate: string, reference: string): string {
  const serial = [...reference.slice(-9).replace('-', '')].reduce(
    (number, character) => number * 32 + CROCKFORD.indexOf(character),
    0,
  );
  return `${eventDate.slice(0, 4)}${String(serial).padStart(SERIAL_DIGITS, '0')}`;
}
