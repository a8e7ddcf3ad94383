import { base } from '../report/page/style.js'

/** The playground's style sheet, over what all our pages share. What is behind a shadow root has styles of its own, in these colours. */
export const style = `${base}
:root{--line:#8892a012;--selection:#b9d7fb;--chosen:#e3effc;--found:#ffe08a;--added:#e2f5e8;--added-text:#b5e3c3;--removed:#fdebe9;--removed-text:#f7c4be;--syntax-key:#0b57b0;--syntax-text:#1a6a3a;--syntax-value:#7a3fb0}
@media(prefers-color-scheme:dark){:root{--line:#8892a01a;--selection:#24507f;--chosen:#1d3a59;--found:#6b5410;--added:#14321f;--added-text:#1f5c36;--removed:#3d1d1a;--removed-text:#73302a;--syntax-key:#7cb8ff;--syntax-text:#7bd6a0;--syntax-value:#c9a2f5}}
html,body{height:100%}
body{display:flex;flex-direction:column;font-size:14px}
header{display:flex;flex-wrap:wrap;align-items:center;gap:6px 12px;padding:8px 14px;border-bottom:1px solid var(--rim)}
h1{font-size:16px;margin:0 10px 0 0}h1 .soft{font-weight:400}
header label{color:var(--soft)}
.status{margin:0;padding:4px 14px;color:var(--soft);background:var(--panel);border-top:1px solid var(--rim)}.stale .status{color:var(--error);font-weight:600}.took{font-weight:400;color:var(--soft)}
main{flex:1;min-height:0;display:grid;grid-template-columns:minmax(0,46fr) minmax(0,54fr)}
.left{display:flex;flex-direction:column;min-height:0;border-right:1px solid var(--rim)}
.editor{flex:1;min-height:0}.editor:focus-within,.code:focus-within{outline:2px solid var(--link);outline-offset:-2px;z-index:1}
.wide main{grid-template-columns:minmax(0,1fr)}.wide .left{display:none}[aria-pressed=true]{background:var(--chosen)}
.findings{max-height:28%;overflow:auto;font-size:13px;border-top:1px solid var(--rim)}
.findings ol{list-style:none;margin:0;padding:4px 0}.findings li{padding:2px 14px}.nothing{margin:0;padding:8px 14px}
.finding,.related{display:block;width:100%;text-align:left;border:0;background:none;color:inherit;font:inherit;padding:2px 0;cursor:pointer}
.finding:hover .message,.related:hover,.place:hover{text-decoration:underline}
.hint{margin:0}.related{padding-left:14px}
button,select,input,.button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:5px;padding:3px 9px}
button,.button,select{cursor:pointer}button:hover,.button:hover,select:hover{background:var(--chosen)}button:disabled{opacity:.55;cursor:default;background:none}
header .button{color:inherit}
.opening{position:relative}.unseen{position:absolute;inset:0;opacity:0;width:100%;pointer-events:none}.unseen:focus-visible+.button{outline:3px solid var(--link);outline-offset:2px}
.tabs{display:flex;flex-direction:column;min-height:0;min-width:0}
[role=tablist]{display:flex;gap:2px;padding:6px 10px 0;border-bottom:1px solid var(--rim);background:var(--panel)}
[role=tab]{border:1px solid transparent;border-bottom:0;border-radius:6px 6px 0 0;background:none;padding:6px 14px;color:var(--soft)}
[role=tab][aria-selected=true]{background:var(--paper);border-color:var(--rim);color:var(--ink);font-weight:600;margin-bottom:-1px}
.badge{display:inline-block;min-width:18px;padding:0 5px;border-radius:9px;background:var(--chosen);color:var(--ink);font-size:12px;font-weight:600;text-align:center}
.panel{flex:1;min-height:0;overflow:auto;padding:12px 14px}
#panel-files{display:flex;flex-direction:column;overflow:hidden;padding:0}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:6px 14px;padding:8px 14px}
.bar input[type=search]{flex:1;min-width:120px}.bar input[type=checkbox]{accent-color:var(--link);margin:0}
.panel>.bar{border-bottom:1px solid var(--rim)}#panel-graph>.bar{padding:0 0 10px;border:0}
.files{flex:1;min-height:0;display:grid;grid-template-columns:minmax(190px,38%) minmax(0,1fr)}
.side{display:flex;flex-direction:column;min-height:0;border-right:1px solid var(--rim)}.count{margin:0;padding:4px 14px}
.tree{flex:1;min-height:0;overflow:auto;padding-bottom:12px}
.tree [role=treeitem]{padding:2px 8px 2px 10px;cursor:pointer}.tree :focus-visible{outline-offset:-3px}
.host{position:sticky;top:0;background:var(--panel)}.host::before{content:'▸ ';color:var(--soft)}.host[aria-expanded=true]::before{content:'▾ '}
.leaf{display:flex;padding-left:24px!important;font-size:12px;white-space:nowrap}.leaf .way{overflow:hidden;text-overflow:ellipsis;flex:0 1 auto;min-width:2em}.name{flex:0 0 auto;max-width:80%;overflow:hidden;text-overflow:ellipsis}.leaf .sign{margin-left:auto;padding-left:8px}.leaf:hover,.leaf[aria-selected=true]{background:var(--chosen)}
.sign{font:600 12px system-ui,sans-serif}.leaf.new .sign,.sign.added{color:var(--good)}.leaf.changed .sign,.sign.changed{color:var(--warning)}.leaf.removed .sign,.sign.removed{color:var(--error)}
.leaf.removed .name{text-decoration:line-through}
.file{display:flex;flex-direction:column;min-height:0;min-width:0}.file h2{margin:0;padding:5px 12px 0;overflow-wrap:anywhere;font-weight:600}.file p{margin:0;padding:0 12px 5px;border-bottom:1px solid var(--rim)}
.code{flex:1;min-height:0}
.question{display:grid;grid-template-columns:repeat(auto-fit,minmax(116px,1fr));gap:8px 12px}.question label{display:block;color:var(--soft)}.question input,.question select{width:100%}
.verdict{font-weight:600;font-size:15px;margin:14px 0 6px}.verdict:empty{display:none}.way-in{white-space:pre-wrap;overflow-wrap:anywhere;padding:8px 12px;margin:8px 0;background:var(--panel);border-radius:6px;border-left:3px solid var(--rim);font-size:12px}.bold{font-weight:700}.faint{color:var(--soft)}.foot{margin:8px 0 0}
.place{border:0;background:none;padding:0;color:var(--link);font:inherit}
.picture{overflow:auto;border:1px solid var(--rim);border-radius:8px}
.head p{margin:0 0 4px}.kind{margin-top:18px}.kind h3{font-size:14px;margin:0 0 4px}.kind h3 .soft{font-weight:400}.kind ul,.subjects{list-style:none;margin:0;padding:0}
.kind li{border-left:3px solid var(--rim);padding:2px 0 2px 12px;margin:6px 0}.kind li p{margin:0}.kind pre{margin:4px 0;white-space:pre-wrap;overflow-wrap:anywhere}.kind .mono{word-break:break-all}
.steps{margin-top:18px}.steps ol{margin:0;padding:8px 14px 8px 34px}.steps li{margin:10px 0}.steps p{margin:0 0 4px}.steps pre{white-space:pre-wrap;overflow-wrap:anywhere}.steps dl{gap:2px 12px;margin-top:4px}
details{border:1px solid var(--rim);border-radius:8px}summary{cursor:pointer;padding:8px 12px;font-weight:600}
.effect{padding:0 7px;border-radius:9px;border:1px solid currentColor;font-size:13px}
dialog{color:inherit;background:var(--paper);border:1px solid var(--rim);border-radius:10px;max-width:560px;padding:18px 22px}dialog::backdrop{background:#0008}
dl{display:grid;grid-template-columns:auto 1fr;gap:6px 16px;margin:0}dd{margin:0}kbd{font:12px ui-monospace,Menlo,Consolas,monospace;border:1px solid var(--rim);border-radius:4px;padding:1px 6px;background:var(--panel)}
@media(max-width:860px){body{display:block;height:auto}main{display:block}.left{border-right:0}.editor{height:56vh}.findings{max-height:30vh;border-bottom:1px solid var(--rim)}.panel{overflow:visible;min-height:60vh}.tabs{display:block}[role=tab]{padding:6px 10px}}
@media(max-width:620px){.files{display:block}.side{border-right:0;border-bottom:1px solid var(--rim);max-height:34vh}.tree{max-height:30vh}.code{height:60vh}dl{grid-template-columns:1fr;gap:2px}dd{margin-bottom:8px}}
@media print{header,.left,[role=tablist],.bar{display:none!important}body,main,.tabs,.panel{display:block;height:auto;overflow:visible}}
`
