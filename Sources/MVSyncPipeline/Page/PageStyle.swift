/// How pages look: in the light and in the dark, on narrow and wide screens.
package enum PageStyle {
    /// The rules that all pages share.
    package static let rules = """
        :root{color-scheme:light dark;--ground:#f6f6f4;--card:#fff;--ink:#1f2229;--quiet:#5a5e69;--line:#dcdee4;--accent:#2f5d9b;\
        --warm:#8a4210;--good:#1d6b3a;--bad:#a3202c;--focus:#1a56c4}
        @media(prefers-color-scheme:dark){:root{--ground:#101116;--card:#1a1c23;--ink:#ecebe7;--quiet:#a9acb6;--line:#32353f;\
        --accent:#8db4ee;--warm:#f2b98a;--good:#7fd6a0;--bad:#ff9c9c;--focus:#9cc2ff}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0 auto;max-width:92rem;padding:0 clamp(1rem,3vw,2.5rem) 3rem;background:var(--ground);color:var(--ink);\
        font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;overflow-wrap:anywhere;\
        font-variant-numeric:tabular-nums}
        h1,h2,h3,p,ul,ol,dl,dd,figure{margin:0;padding:0}
        h1{font-size:clamp(1.5rem,4vw,2.2rem);line-height:1.15;font-weight:650;letter-spacing:-.015em}
        h2{font-size:1.05rem;font-weight:650}
        h3{font-size:1rem;font-weight:650;margin:1.6rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--line)}
        h3 span,.quiet,figcaption,dd span,td span,.clip span{color:var(--quiet);font-weight:400;font-size:.87rem}
        button{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:8px;cursor:pointer;\
        min-height:44px;min-width:44px;padding:.2rem .8rem}
        button:hover{border-color:var(--quiet)}
        :focus-visible{outline:3px solid var(--focus);outline-offset:2px}
        [hidden]{display:none!important}
        .skip{position:absolute;left:-99rem;background:var(--card);padding:.6rem 1rem;z-index:9}.skip:focus{left:1rem;top:1rem}
        header{padding:clamp(1.2rem,4vw,2.4rem) 0 1.1rem}
        .facts{color:var(--quiet);margin-top:.4rem}.facts span:not(:last-child)::after{content:" ·"}
        figure,.player,.certificate,details{background:var(--card);border:1px solid var(--line);border-radius:14px}
        figure{padding:.9rem 1.1rem 1rem}
        .bar{display:flex;align-items:center;justify-content:space-between;gap:1rem;margin-bottom:.5rem}
        .zoom{display:flex;gap:.4rem}
        #scroller{overflow-x:auto;overflow-y:hidden;padding:3px 0 6px;margin:0 -3px;overscroll-behavior-x:contain}
        #timeline{position:relative;width:100%;cursor:pointer;margin:0 3px;border-radius:4px;touch-action:pan-x pan-y}
        svg.timeline{display:block;width:100%;height:320px;overflow:hidden}
        svg.timeline text{transform-box:fill-box;transform-origin:left;transform:scaleX(var(--unscale,1))}
        svg.timeline rect.dim{opacity:.16}
        #head{position:absolute;top:0;bottom:20px;left:0;width:2px;margin-left:-1px;background:var(--bad);pointer-events:none}
        #head::before{content:"";position:absolute;left:-5px;top:-2px;border:6px solid transparent;border-top:8px solid var(--bad)}
        figcaption{margin-top:.35rem}
        .columns{display:grid;gap:1.4rem;margin-top:1.4rem}
        .rest{min-width:0;display:grid;gap:1.4rem;align-content:start}
        .player{padding:.8rem;position:sticky;top:0;z-index:2;display:grid;gap:.55rem;align-self:start}
        video,#still{display:block;width:100%;max-height:52vh;border-radius:8px}video{background:#000}
        .controls{display:flex;gap:.5rem}.controls #play{flex:1;font-weight:600}.icon{display:block;width:18px;height:18px;margin:auto;fill:currentColor;stroke:currentColor;stroke-width:1.6;stroke-linejoin:round}
        #clock{font-size:1.25rem;margin-right:.35rem}#place{font-weight:600}#reason{color:var(--quiet);min-height:1.5em;overflow:hidden;display:-webkit-box;-webkit-box-orient:vertical;\
        -webkit-line-clamp:3}
        details{padding:0 1.1rem}summary{cursor:pointer;min-height:44px;display:flex;align-items:center;gap:.5rem;font-weight:600}
        summary::before{content:"▸";color:var(--quiet)}details[open]>summary::before{content:"▾"}
        details ul{padding:0 0 .9rem 1.2rem}
        .remarks summary{color:var(--warm)}
        .clips{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.6rem}
        .clip{display:flex;align-items:center;gap:.5rem;text-align:left}.clip i{width:.8rem;height:.8rem;border-radius:3px;flex:none;\
        background:var(--clip)}.clip b{font-weight:600}.clip[aria-pressed=true]{border-color:var(--ink);box-shadow:inset 0 0 0 1px var(--ink)}
        .good{color:var(--good)}.bad{color:var(--bad)}.certificate[open]{padding-bottom:1rem}.certificate>.quiet{margin-bottom:.9rem}
        .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.9rem 1.4rem;margin-bottom:1rem}
        dt{color:var(--quiet);font-size:.87rem}dd{font-size:1.25rem;font-weight:650;line-height:1.25}dd span{display:block;font-size:.82rem}
        .wide{overflow-x:auto}
        table{overflow-wrap:normal;border-collapse:collapse;width:100%}th,td{text-align:left;padding:.38rem .9rem .38rem 0;border-top:1px solid var(--line);\
        font-weight:400;vertical-align:baseline}thead th,thead td{border:0;color:var(--quiet);font-size:.87rem}
        .gauge{display:block;width:100%;min-width:6rem;height:12px;align-self:center}
        .gauge path{vector-effect:non-scaling-stroke;stroke-width:8;stroke:var(--accent);fill:none}
        .gauge .ground{stroke:var(--line)}.gauge .chance{stroke:var(--ink);stroke-width:2.5}
        .form{padding-bottom:0}.form[open]{padding-bottom:.9rem}
        #shots>h3:first-of-type{margin-top:.6rem;border:0;padding:0}
        .shots{list-style:none;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(13rem,100%),1fr))}
        .shots li{background:var(--card);border:1px solid var(--line);border-top:4px solid var(--clip);border-radius:10px;overflow:hidden;\
        content-visibility:auto;contain-intrinsic-size:auto 15rem;cursor:pointer}
        .shots li.dim{opacity:.35}.shots li.now{border-color:var(--focus);box-shadow:0 0 0 2px var(--focus)}
        .shots li>div{padding:.6rem .75rem .75rem}
        .shots b{display:block;font-weight:600}
        .shot{position:relative;display:block;width:100%;padding:0;border:0;border-radius:0;background:none}
        .shot:focus-visible{outline-offset:-4px}
        .picture{display:block;width:100%;background:#0b0c10 center/cover no-repeat}
        .picture.none{background:repeating-linear-gradient(135deg,var(--line) 0 8px,var(--ground) 8px 16px)}
        .mirrored{transform:scaleX(-1)}
        .badge{position:absolute;left:.45rem;bottom:.45rem;background:#000c;color:#fff;border-radius:5px;padding:0 .4rem;font-size:.82rem}
        .badge.time{left:auto;right:.45rem}
        .speed{font-size:.87rem;color:var(--quiet)}
        em{font-style:normal;font-size:.8rem;color:var(--warm);border:1px solid currentColor;border-radius:5px;padding:0 .3rem;white-space:nowrap}
        .curve{display:block;width:100%;height:26px;margin:.15rem 0 .35rem}
        .curve path{fill:none;stroke:var(--accent);stroke-width:1.8;vector-effect:non-scaling-stroke}
        .curve .own{stroke:var(--line);stroke-width:1}.curve .hit{stroke:var(--warm);stroke-width:1.2;stroke-dasharray:2 2}
        .curve .back{stroke-dasharray:5 2}
        .reason{font-size:.9rem}.sung{font-size:.87rem;color:var(--quiet);margin-top:.25rem}q{quotes:"“" "”"}
        kbd{font:inherit;border:1px solid var(--line);border-radius:5px;padding:0 .4rem;background:var(--card)}
        footer{margin-top:2.4rem;color:var(--quiet)}
        @media(min-width:70rem){.columns{grid-template-columns:minmax(0,1fr) 25rem}.player{order:2;top:1rem}.rest{order:1}}
        @media(max-width:69.99rem){.player{margin:0 -.4rem;box-shadow:0 6px 18px #0002}video,#still{max-height:30vh}#reason{-webkit-line-clamp:1}\
        .shots{grid-template-columns:repeat(auto-fill,minmax(min(10rem,100%),1fr))}}
        @media(max-width:34rem){th,td{padding-right:.6rem;font-size:.87rem}.gauge{min-width:3rem}td span{display:block}#still{display:none}}
        @media(max-height:40rem){.player{position:static}}
        @media(prefers-reduced-motion:no-preference){.shots li,button{transition:border-color .15s,box-shadow .15s,opacity .15s}}
        @media(forced-colors:active){#head{background:CanvasText}.shots li.now{outline:3px solid Highlight}}
        @media print{.player,.zoom,footer,.skip{display:none}.shots li{break-inside:avoid}}

        """
}
