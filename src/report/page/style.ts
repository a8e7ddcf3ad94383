/** What all our pages share: colours, dark and light by the reader's choice, type, focus. */
export const base = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#59636e;--rim:#d5dbe1;--panel:#f5f7f9;--link:#0b57b0;--error:#b3261e;--warning:#8a5700;--note:#0b62c4;--good:#1a7340}
@media(prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e6e8eb;--soft:#a3adb8;--rim:#39424c;--panel:#1d2228;--link:#7cb8ff;--error:#ff8a80;--warning:#f0b45a;--note:#7cb8ff;--good:#7bd6a0}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--paper);padding:8px;z-index:2}
h2{font-size:18px;margin:0 0 10px}h3{font-size:15px;margin:22px 0 6px}
code,pre,.mono{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace}
pre{margin:0;padding:10px 12px;overflow-x:auto;background:var(--panel);border-radius:6px}
.soft{color:var(--soft)}.error{color:var(--error)}.warning{color:var(--warning)}.note{color:var(--note)}.good{color:var(--good)}
.error,.warning,.note{font-weight:600}
[hidden]{display:none!important}
`

/** The report's style sheet: narrow screens, print. */
export const style = `${base}
header{padding:20px 28px 0}header h1{margin:0;font-size:22px}header p{margin:2px 0 10px;color:var(--soft)}
nav{position:sticky;top:0;background:var(--paper);border-bottom:1px solid var(--rim);padding:8px 28px;display:flex;flex-wrap:wrap;gap:4px 18px;z-index:1}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}
main{padding:0 28px 60px}
section{margin-top:30px;scroll-margin-top:56px}
.scroll{overflow-x:auto;border:1px solid var(--rim);border-radius:8px}.scroll svg{display:block;max-width:100%;min-width:900px;height:auto}.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:5px 12px 5px 10px;border-bottom:1px solid var(--rim)}tr:last-child td{border-bottom:0}
th{background:var(--panel);font-weight:600;white-space:nowrap}
.finding{margin:0 0 10px}.finding p{margin:0 0 4px}
details{border:1px solid var(--rim);border-radius:8px;margin:8px 0}summary{cursor:pointer;padding:8px 12px;font-weight:600}details[open] summary{border-bottom:1px solid var(--rim)}
.files{display:grid;grid-template-columns:minmax(260px,2fr) 5fr;gap:16px;align-items:start}
.list{max-height:70vh;overflow:auto;border:1px solid var(--rim);border-radius:8px}
.list h3{position:sticky;top:0;margin:0;padding:5px 10px;background:var(--panel);font-size:13px}
.list button{display:block;width:100%;text-align:left;border:0;background:none;color:inherit;padding:3px 10px;cursor:pointer;overflow-wrap:anywhere}
.list button:hover,.list button[aria-current=true]{background:var(--panel)}.list button[aria-current=true]{font-weight:600}.list :focus-visible{outline-offset:-3px}
.view{position:sticky;top:56px;min-width:0}.view pre{max-height:66vh;overflow:auto}
input[type=search]{width:100%;padding:8px 10px;margin-bottom:10px;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:6px}
@media(max-width:720px){header,nav,main{padding-left:14px;padding-right:14px}.files{grid-template-columns:minmax(0,1fr)}.view{position:static}section{scroll-margin-top:84px}}
@media print{.scroll svg{min-width:0}nav,.skip,#files,input{display:none!important}main{padding:0}section{break-inside:auto}details>*{display:block}.scroll{border:0;overflow:visible}.scroll svg{max-width:100%;height:auto}tr,.finding{break-inside:avoid}}
`
