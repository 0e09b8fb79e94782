/** The movable holidays of a year that fall on no Sunday, each 'MM-DD', typed from the almanac. */
export type Movable = Readonly<Record<'goodFriday' | 'easterMonday' | 'ascension' | 'midsummer' | 'allSaints', string>>;

function year(
  goodFriday: string,
  easterMonday: string,
  ascension: string,
  midsummer: string,
  allSaints: string,
): Movable {
  return { goodFriday, easterMonday, ascension, midsummer, allSaints };
}

/** 2024 to 2036, and the year in which the periods end that began late in 2036. */
export const ALMANAC: Readonly<Record<number, Movable>> = {
  2024: year('03-29', '04-01', '05-09', '06-22', '11-02'),
  2025: year('04-18', '04-21', '05-29', '06-21', '11-01'),
  2026: year('04-03', '04-06', '05-14', '06-20', '10-31'),
  2027: year('03-26', '03-29', '05-06', '06-26', '11-06'),
  2028: year('04-14', '04-17', '05-25', '06-24', '11-04'),
  2029: year('03-30', '04-02', '05-10', '06-23', '11-03'),
  2030: year('04-19', '04-22', '05-30', '06-22', '11-02'),
  2031: year('04-11', '04-14', '05-22', '06-21', '11-01'),
  2032: year('03-26', '03-29', '05-06', '06-26', '11-06'),
  2033: year('04-15', '04-18', '05-26', '06-25', '11-05'),
  2034: year('04-07', '04-10', '05-18', '06-24', '11-04'),
  2035: year('03-23', '03-26', '05-03', '06-23', '11-03'),
  2036: year('04-11', '04-14', '05-22', '06-21', '11-01'),
  2037: year('04-03', '04-06', '05-14', '06-20', '10-31'),
};

/** New Year, Epiphany, May Day, Independence Day, Christmas Day, Boxing Day. */
export const SAME_EACH_YEAR = ['01-01', '01-06', '05-01', '12-06', '12-25', '12-26'] as const;
