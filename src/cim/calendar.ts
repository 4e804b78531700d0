// Days since 1970-01-01 to and from the Gregorian calendar, by eras of 400 years whose years begin on 1 March: many times
// quicker than Date, which would also take the years 0 to 99 for 1900 to 1999.
const eraDays = 146_097
/** From 0000-03-01 to 1970-01-01. */
const epochDays = 719_468

/** @param month from 1 */
export function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * eraDays + dayOfEra - epochDays
}

/** The reverse of {@link daysSinceEpoch}. */
export function dateOfDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + epochDays
  const era = Math.floor(shifted / eraDays)
  const dayOfEra = shifted - era * eraDays
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}
