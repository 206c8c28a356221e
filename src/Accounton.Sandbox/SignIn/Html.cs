using System.Text.Encodings.Web;

namespace Accounton.Sandbox.SignIn;

/// <summary>The few pages there are, without a view engine.</summary>
internal static class Html
{
    public static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    public static IResult Page(string title, string body, bool wide = false, int status = 200) => Results.Content($$"""
        <!doctype html>
        <html lang="nl">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>{{Encode(title)}}</title>
        <style>
          :root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1d2b36; background: #eef3f4 }
          body { margin: 0; min-height: 100vh; display: grid; place-items: {{(wide ? "start" : "center")}} center;
            padding: 1.5rem; box-sizing: border-box }
          main { background: #fff; border-radius: 14px; box-shadow: 0 8px 30px #0b3b4a22; padding: 2rem;
            width: min(100%, {{(wide ? "64rem" : "23rem")}}); box-sizing: border-box }
          h1 { font-size: 1.4rem; margin: 0 0 .25rem } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
          p { margin: .25rem 0 1rem } .muted { color: #52646f }
          .brand { color: #0b7285; font-weight: 700; letter-spacing: .02em; margin: 0 0 1.25rem }
          label { display: block; font-weight: 600; margin: 0 0 1rem }
          input, select { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .5rem .65rem;
            margin-top: .25rem; border: 1px solid #9fb3bc; border-radius: 8px; background: #fff }
          input[type=checkbox] { display: inline; width: auto; margin: 0 0 0 .35rem }
          input:focus-visible, select:focus-visible, button:focus-visible, a:focus-visible {
            outline: 3px solid #3bc9db; outline-offset: 1px }
          button { font: inherit; font-weight: 600; padding: .55rem 1.1rem; border-radius: 8px;
            border: 1px solid #0b7285; background: #0b7285; color: #fff; cursor: pointer }
          button.quiet { background: #fff; color: #0b7285 }
          .row { display: flex; gap: .75rem; flex-wrap: wrap; align-items: end } .row label { flex: 1 1 9rem }
          .error { background: #fff0f0; border: 1px solid #c92a2a; color: #8f1d1d; border-radius: 8px; padding: .6rem .8rem }
          table { border-collapse: collapse; width: 100% }
          th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #dde6ea; vertical-align: top }
          ul { padding-left: 1.2rem }
          code { background: #eef3f4; border-radius: 4px; padding: 0 .3em }
        </style>
        </head>
        <body><main>
        {{body}}
        </main></body>
        </html>
        """, "text/html; charset=utf-8", statusCode: status);
}
