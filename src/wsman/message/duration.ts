// xs:duration (XML Schema Part 2, 3.2.6), as headers carry it.

const form =
  /^(-)?P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12}(?:\.\d{0,9})?)S)?)?$/
const day = 86_400_000

/** Milliseconds as Windows writes them: `PT60.000S`. */
export function formatDuration(milliseconds: number): string {
  return `PT${(Math.max(0, milliseconds) / 1000).toFixed(3)}S`
}

/** Milliseconds of a duration; years count 365 days and months 30. Undefined for what is no duration. */
export function parseDuration(text: string): number | undefined {
  const match = form.exec(text.trim())
  if (!match || /[PT]$/.test(text.trim())) return undefined
  const [, sign, years, months, days, hours, minutes, seconds] = match
  const whole =
    (number(years) * 365 + number(months) * 30 + number(days)) * day +
    number(hours) * 3_600_000 +
    number(minutes) * 60_000 +
    Math.round(number(seconds) * 1000)
  return sign === undefined ? whole : -whole
}

function number(text: string | undefined): number {
  return text === undefined ? 0 : Number(text)
}
