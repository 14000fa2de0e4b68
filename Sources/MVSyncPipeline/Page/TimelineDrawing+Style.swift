/// How the drawing is coloured, in the light and in the dark.
extension TimelineDrawing {
    /// Rules for elements within `.timeline`; lines and letters keep their shape where a page stretches the drawing.
    static let style = """
        .timeline text{font-size:11px;fill:#23262f}.timeline path{vector-effect:non-scaling-stroke;fill:none}\
        .timeline .quiet{fill:#5c606b}.timeline .strong{font-weight:600}.timeline .event{font-weight:600;fill:#8a4210}\
        .timeline .tight{visibility:hidden}.timeline .ground{fill:#fff}\
        .timeline .odd{fill:#dfe3ec}.timeline .even{fill:#ebeef4}\
        .timeline .wave{fill:#7f92b8;stroke:#7f92b8;stroke-width:.6}.timeline .rest{stroke:#cdd2dc}\
        .timeline .energy{stroke:#b65a12;stroke-width:1.6;stroke-opacity:.9}\
        .timeline .build{fill:#b65a12;fill-opacity:.22}.timeline .break{fill:#b65a12;fill-opacity:.12}\
        .timeline .drop{stroke:#b65a12;stroke-width:2.5}\
        .timeline .bars{stroke:#3c404b;stroke-width:1.1}.timeline .beats{stroke:#9aa0ad;stroke-width:.8}\
        .timeline .shots rect,.timeline .sections rect{stroke:#fff;stroke-width:1;vector-effect:non-scaling-stroke}\
        .timeline.dense .shots rect{stroke:none}\
        .timeline .dissolve{fill:#fff;fill-opacity:.45}.timeline .dip{fill:#000;fill-opacity:.6}\
        .timeline .flash{fill:#fff;fill-opacity:.85}\
        .timeline .pins{stroke:#23262f;stroke-width:3}\
        .timeline .hits{stroke:#fff;stroke-width:5;stroke-linecap:round}\
        .timeline .grid{stroke:#dcdfe6;stroke-width:1}.timeline .speed{stroke:#2f5d9b;stroke-width:1.5}\
        .timeline .back{stroke:#a3246b}\
        .timeline .caption{fill:#dfe3ec}.timeline .estimate{fill-opacity:.5}\
        @media(prefers-color-scheme:dark){.timeline text{fill:#ecebe7}.timeline .quiet{fill:#a9acb6}\
        .timeline .event{fill:#f2b98a}.timeline .ground{fill:#14151a}\
        .timeline .odd{fill:#333845}.timeline .even{fill:#272b36}\
        .timeline .wave{fill:#64779f;stroke:#64779f}.timeline .rest{stroke:#3a3e4a}\
        .timeline .energy{stroke:#f0a463}.timeline .build{fill:#f0a463}.timeline .break{fill:#f0a463}\
        .timeline .drop{stroke:#f0a463}.timeline .bars{stroke:#c9ccd6}.timeline .beats{stroke:#6d7280}\
        .timeline .shots rect,.timeline .sections rect{stroke:#14151a}.timeline .pins{stroke:#ecebe7}\
        .timeline .grid{stroke:#2c303b}.timeline .speed{stroke:#8db4ee}.timeline .back{stroke:#f08cc0}\
        .timeline .caption{fill:#333845}}
        """
}
