import { expect, test } from 'vitest'
import { withoutSecrets } from './log'

test.each([
  ['https://a.example/in?token=abc&click=1', 'https://a.example/in?token=***&click=1'],
  [
    'https://a.example/in?API_KEY=abc&apikey=x&key=y&monkey=z',
    'https://a.example/in?API_KEY=***&apikey=***&key=***&monkey=z',
  ],
  ['https://a.example/in?security_token=a&sub=%26&x', 'https://a.example/in?security_token=***&sub=%26&x'],
  ['https://a.example/in?to%6ben=abc', 'https://a.example/in?to%6ben=***'],
  ['https://a.example/in', 'https://a.example/in'],
])('secrets in %s are masked', (url, masked) => {
  expect(withoutSecrets(url)).toBe(masked)
})
