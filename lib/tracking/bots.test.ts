import { describe, expect, test } from 'vitest'
import { isBot } from './bots'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

describe('detects programs', () => {
  test.each([
    // Office suites
    'Mozilla/4.0 (compatible; ms-office; MSOffice 16)',
    'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Win64; x64; Trident/7.0; .NET4.0C; .NET4.0E; ms-office; MSOffice 16)',
    'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Word 16.0.17328; Pro)',
    'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)',
    'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Trident/7.0; Microsoft Outlook 16.0.17328)',
    'Microsoft Office Word 2014',
    'Microsoft Office Existence Discovery',
    'Word/16.78 CFNetwork/1408.0.4 Darwin/22.5.0',
    'Outlook-iOS/711.2620504.prod.iphone (3.34.0)',
    'LibreOffice 7.6',
    'Mozilla/5.0 (compatible; GoogleDocs; apps-presentations; +http://docs.google.com)',
    // Mail: security gateways and proxies
    'Mozilla/5.0 (compatible; MimecastLinkScanner)',
    'Mozilla/5.0 (compatible; Barracuda Sentinel (EE))',
    'Mozilla/5.0 (compatible; Cloudmark Authority)',
    'Mozilla/5.0 (compatible; TrendMicro WTP)',
    'Mozilla/5.0 (compatible; Cisco-ESA)',
    'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
    'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html',
    // Messengers and link previews
    'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'TelegramBot (like TwitterBot)',
    'WhatsApp/2.23.18.78 i',
    'Viber/12.0.0',
    'Line/13.0.0',
    'Signal/5.0',
    'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
    'Mozilla/5.0 (compatible; Yahoo Link Preview; https://help.yahoo.com/kb/mail/yahoo-link-preview-SLN23615.html)',
    'kakaotalk-scrap/1.0; +https://devtalk.kakao.com',
    'Embedly/0.2',
    'Mastodon/4.2.0 (http.rb/5.1.1; +https://mastodon.example/)',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0 BingPreview/1.0b`,
    'Mozilla/5.0 (compatible; MicrosoftPreview/2.0; +https://aka.ms/MicrosoftPreview)',
    // Prefetchers and measuring tools
    'Chrome Privacy Preserving Prefetch Proxy',
    `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/117.0.0.0 Safari/537.36 GTmetrix`,
    `Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/120.0.0.0 Safari/537.36`,
    // HTTP stacks of apps and scripts
    'MyApp/1 CFNetwork/1408.0.4 Darwin/22.5.0',
    'Dart/3.2 (dart:io)',
    'Dalvik/2.1.0 (Linux; U; Android 13; SM-S918B Build/TP1A.220624.014)',
    'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.1',
    'Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.22631; en-US) PowerShell/7.4.1',
    'okhttp/4.12.0',
    'python-requests/2.31',
    'axios/1.6',
    'node',
    'Go-http-client/2.0',
    'curl/8.5.0',
    'stagefright/1.2 (Linux;Android 13)',
    '',
  ])('%s', (userAgent) => {
    expect(isBot(userAgent)).toBe(true)
  })
})

describe('doesn’t flag people’s browsers, including rare ones', () => {
  test.each([
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0.0.0 Safari/537.36`,
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    'Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko',
    'Opera/9.80 (J2ME/MIDP; Opera Mini/5.1.21214/19.916; U; en) Presto/2.5.25',
    'UCWEB/2.0 (MIDP-2.0; U; Adr 4.0.4; en-US; HTC) U2/1.0.0 UCBrowser/9.4.1.362 U2/1.0.0 Mobile',
    'Nokia303/14.87 CLDC-1.1',
    'Mozilla/5.0 (Nintendo 3DS; U; ; en) Version/1.7610.EU',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Teams/1.6.00.4472 Chrome/102.0.5005.197 Electron/19.1.8 Safari/537.36`,
    'Mozilla/5.0 (Linux; Android 15; CPH2557; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.7444.142 Mobile Safari/537.36 Instagram 406.0.0.58.159 Android (35/15; 480dpi)',
  ])('%s', (userAgent) => {
    expect(isBot(userAgent)).toBe(false)
  })
})
