import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutLegalForms } from '../src/legal-forms.ts';
import { foldWords } from '../src/text.ts';

const proper = (name: string) => withoutLegalForms(foldWords(name)).join(' ');

describe('withoutLegalForms', () => {
  test.each([
    [
      'siemens',
      'Siemens AG|Siemens S.A.|SIEMENS, S.R.O.|Siemens s. r. o.|Siemens A/S|Siemens Ltd.|siemens ltda|Siemens Inc.',
    ],
    [
      'siemens',
      'Siemens Pty Ltd|Siemens Pvt. Ltd.|Siemens Private Limited|Siemens d.o.o.|Siemens EOOD|Siemens Zrt.|Siemens Oy',
    ],
    [
      'siemens',
      'Siemens GmbH & Co. KG|Siemens GmbH&Co.KG|Siemens Sp. z o.o.|Siemens S.A. de C.V.|Siemens San. ve Tic. A.Ş.',
    ],
    [
      'siemens',
      'Siemens W.L.L.|Siemens Sdn. Bhd.|Siemens Co., Ltd.|Siemens & Co.|Siemens Corporation|OOO Siemens|PT Siemens',
    ],
    [
      'siemens',
      'Siemens SA/NV|Siemens Unipessoal, Lda.|Siemens spol. s r.o.|UAB Siemens|Siemens JSC|Siemens Tbk|Siemens ASA',
    ],
    ['telekomunikasi indonesia', 'PT Telekomunikasi Indonesia (Persero) Tbk|PT. Telekomunikasi Indonesia'],
    ['ромашка', 'ООО "Ромашка"|Ромашка, ООО|ЗАО Ромашка'],
    ['οτε', 'ΟΤΕ Α.Ε.'],
    ['volvo', 'AB Volvo (publ)|Volvo AB'],
    ['orange romania', 'SC Orange Romania SRL|S.C. Orange Romania S.R.L.'],
  ])('%s, whatever its form', (expected, names) => {
    for (const name of names.split('|')) expect(proper(name), name).toBe(expected);
  });

  test.each([
    ['トヨタ自動車', 'トヨタ自動車株式会社|株式会社トヨタ自動車|㈱トヨタ自動車|トヨタ自動車 株式会社'],
    ['北京百度网讯科技', '北京百度网讯科技有限公司'],
    ['삼성전자', '삼성전자 주식회사|주식회사 삼성전자|(주)삼성전자|삼성전자(주)'],
    ['ทรู', 'บริษัท ทรู จำกัด (มหาชน)|บริษัททรูจำกัด'],
  ])('%s: forms are glued on', (expected, names) => {
    for (const name of names.split('|')) expect(proper(name), name).toBe(expected);
  });

  test.each([
    'SAS',
    'Co',
    'AG',
    'The Company',
    'SAS Institute',
    'San Diego Zoo',
    'AO Smith',
    'AS Roma',
    'City of Aurora CO',
    'Boulder County, CO',
    'Limited Brands',
    'Company of Heroes',
    'Siemens Energy',
    '有限公司',
  ])('%s stays', (name) => {
    expect(proper(name)).toBe(foldWords(name).join(' '));
  });

  test('a word that is a form only at the very end is part of the name before another form', () => {
    expect(proper('Seaside Day Spa Inc.')).toBe('seaside day spa');
    expect(proper('SIA Engineering Company Limited')).toBe('sia engineering');
  });

  test('something of every name is left', () => {
    const word = fc.oneof(
      fc.constantFrom('co', 'ltd', '&', 'and', 'pt', 'tbk', 'gmbh', 'kg', 'acme', '株式会社'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(withoutLegalForms(words).length > 0).toBe(words.length > 0);
      }),
    );
  });
});
