import { expect, test } from 'vitest';
import { CsvProblem } from '../../main/core/ports/csv-text.ts';
import { createCsvText } from '../../main/exchange/csv-text.ts';

const csv = createCsvText();
const fieldsOf = (text: string) => csv.parse(text).map(({ fields }) => fields);

test('what was written comes back: commas, quotes, line ends of every kind, empty fields, other scripts', () => {
  const records = [
    ['prompt', 'note', ''],
    ['one, two', 'she said "no"', 'three\nlines\r\nhere'],
    ['日本語', '', ' spaces stay '],
  ];
  expect(fieldsOf(csv.format(records))).toEqual(records);
});

test('files of other programs: a byte order mark, semicolons, tabs, line feeds alone, no line end at the end', () => {
  expect(fieldsOf('\u{feff}a;b\r\n"1;2";3')).toEqual([
    ['a', 'b'],
    ['1;2', '3'],
  ]);
  expect(fieldsOf('a\tb\n1\t2\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('a comma in a quoted field of the first line does not decide the separator', () => {
  expect(fieldsOf('"a,b,c";d\n1;2')).toEqual([
    ['a,b,c', 'd'],
    ['1', '2'],
  ]);
});

test('records say on which line they begin, also after ones of several lines', () => {
  expect(csv.parse('a,b\n"1\n2",3\n\n4,5\n').map(({ line }) => line)).toEqual([1, 2, 5]);
});

test('a quote that is never closed is told with its line, not taken as a field', () => {
  expect(() => csv.parse('a,b\n"1,2\n3,4\n')).toThrow(CsvProblem);
});
