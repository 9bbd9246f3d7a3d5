/** The look of the pages: large enough to touch, high in contrast, one column. */
export const STYLE = `
*{box-sizing:border-box}
body{margin:0;background:#f2f5f4;color:#14211c;font:1.0625rem/1.6 "Noto Sans Bengali","Nirmala UI",system-ui,sans-serif}
header{background:#00513b;color:#fff;border-bottom:.25rem solid #c8102e;padding:.625rem 1rem;display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;justify-content:space-between}
header p{margin:0}
header strong{font-size:1.25rem;margin-right:.5rem}
header ul{display:flex;gap:1rem;margin:0;padding:0;list-style:none}
header a{color:#fff}
header [aria-current]{font-weight:600}
main,footer{max-width:34rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
main{min-height:60vh}
footer{border-top:1px solid #b9c6c0;color:#41514a;font-size:.9375rem}
footer h2{font-size:1rem;color:#14211c}
footer p{margin:.25rem 0}
main nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0 0 1rem;padding:.5rem 0;list-style:none;border-bottom:1px solid #b9c6c0}
main nav [aria-current]{font-weight:600}
h1{font-size:1.5rem;line-height:1.3;margin:1rem 0}
h2{font-size:1.25rem;margin:1.5rem 0 .5rem}
form{margin:1rem 0}
label,legend{display:block;font-weight:600}
fieldset{border:0;margin:1rem 0;padding:0}
.hint{margin:.125rem 0 .25rem;color:#41514a}
input[type=text]{width:100%;min-height:3rem;padding:.5rem .75rem;border:2px solid #41514a;border-radius:.5rem;font:inherit;background:#fff;color:inherit}
input[aria-invalid]{border-color:#b3261e}
.choice{display:flex;gap:.75rem;align-items:flex-start;padding:.75rem;background:#fff;border:1px solid #b9c6c0;border-radius:.5rem;margin:.5rem 0}
.choice input{width:1.5rem;height:1.5rem;flex:none;margin:.125rem 0}
.choice label{font-weight:400}
button,.button{display:block;width:100%;min-height:3rem;margin:.75rem 0;padding:.5rem 1rem;border:2px solid #006a4e;border-radius:.5rem;background:#006a4e;color:#fff;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button.other,.button.other{background:#fff;color:#00513b}
.card{background:#fff;border:1px solid #b9c6c0;border-radius:.5rem;padding:.75rem 1rem;margin:1rem 0}
.card h2,.card h3{font-size:1.125rem;margin:0}
.card p,.card ul{margin:.5rem 0}
.card form{margin:.5rem 0 0}
.problem{border:2px solid #b3261e;border-radius:.5rem;padding:.75rem 1rem;background:#fff}
.problem h2{font-size:1.125rem;margin:0}
.problem a,.error{color:#8c1d18}
.error{margin:.125rem 0;font-weight:600}
.done{border-left:.25rem solid #006a4e;padding:.25rem .75rem;background:#e6f4ee}
.fine{color:#41514a;font-size:.9375rem}
a{color:#00513b}
:focus-visible{outline:3px solid #b3261e;outline-offset:2px}
header a:focus-visible{outline-color:#fff}
`;
