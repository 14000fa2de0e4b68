/// How the studio's page looks beyond what all pages share.
enum StudioStyle {
    /// The rules.
    static let rules = """
        .studio{max-width:58rem}
        .studio main{display:grid;gap:1.8rem}
        .card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.1rem 1.2rem}
        .card h3{margin:0;padding:0;border:0;font-size:1.1rem}
        form{display:grid;gap:.9rem;margin-top:.6rem}
        label{display:grid;gap:.25rem;color:var(--quiet);font-size:.9rem}
        label.check{display:flex;align-items:center;gap:.6rem;color:var(--ink);min-height:44px;font-size:1rem}
        label.check input{width:1.25rem;height:1.25rem;flex:none;accent-color:var(--accent)}
        input[type=number],select,textarea{font:inherit;font-size:1rem;color:var(--ink);background:var(--ground);border:1px solid var(--quiet);\
        border-radius:8px;padding:.5rem .7rem;min-height:44px;width:100%;min-width:0}
        textarea{resize:vertical}::placeholder{color:var(--quiet);opacity:1}
        .fields{display:grid;gap:.9rem;grid-template-columns:repeat(auto-fit,minmax(min(12rem,100%),1fr))}
        form details{padding:0 1rem}form details[open]{padding-bottom:.8rem}
        fieldset{border:0;margin:.8rem 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(16rem,100%),1fr))}
        button.main{background:var(--accent);border-color:var(--accent);color:var(--card);font-weight:650;padding:.5rem 1.4rem;justify-self:start}
        button.main:disabled{opacity:.6;cursor:default}
        #complaint:empty{display:none}
        #jobs{list-style:none;display:grid;gap:1rem;margin-top:.7rem}
        #jobs li.card{display:grid;gap:.7rem}
        #jobs .bar{margin:0;align-items:baseline}
        .state{font-size:.9rem;padding:.05rem .5rem;color:var(--quiet)}
        .state[data-state=finished]{color:var(--good)}.state[data-state=failed]{color:var(--bad)}
        .state[data-state=running]{color:var(--accent)}.state[data-state=stopped]{color:var(--warm)}
        .doing{display:grid;gap:.3rem}
        progress{width:100%;height:.7rem;accent-color:var(--accent)}
        .reasons{padding-left:1.2rem}.reasons:empty{display:none}
        .links{display:flex;flex-wrap:wrap;gap:0 1.2rem}.links a{display:inline-flex;align-items:center;min-height:44px;color:var(--accent)}
        .buttons{display:flex;flex-wrap:wrap;gap:.6rem}
        #jobs details{padding:0 .9rem}#jobs details[open]{padding-bottom:.8rem}
        .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}

        """
}
