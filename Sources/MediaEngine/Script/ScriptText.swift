/// The parts of a script that are the same in each.
enum ScriptText {
    /// The functions, and what is checked before anything is done.
    static let functions = #"""
        # ---- Beginnings

        fail() {
            printf '%s\n' "$1" >&2
            exit 1
        }

        output=${1:-video.mp4}
        case $output in /*) ;; *) output=./$output ;; esac
        if [ -e "$output" ] && [ "${FORCE:-0}" != 1 ]; then
            fail "There is a file $output; name another, or say FORCE=1 to replace it."
        fi
        for program in ffmpeg ffprobe; do
            command -v "$program" >/dev/null || fail "$program is missing."
        done

        work=$(mktemp -d "$TMPDIR/mvsync.XXXXXX")
        part=$output.$$.part
        trap 'rm -rf -- "$work"; rm -f -- "$part"' EXIT
        trap 'exit 130' INT
        trap 'exit 143' TERM HUP

        # The kinds of files that are opened; no file that names others is among them.
        formats=FORMATS

        # ---- Functions

        run() {
            ffmpeg -hide_banner -nostats -nostdin -v error -protocol_whitelist file,pipe -format_whitelist "$formats" "$@"
        }

        # plate NUMBER COUNT SELECTION FILTER INPUT...: a clip as a file of COUNT frames, each with its number for a time.
        # A damaged clip comes out the same each time only where one thread decodes it.
        plate() {
            printf 'plate %s\n' "$1" >&2
            file=$work/$1.mkv
            count=$2
            filter="$4,settb=$per/$rate,setpts=N"
            [ -z "$3" ] || filter="$filter,select='$3'"
            shift 4
            if ! decode "$@" 2>"$work/log" || [ -s "$work/log" ]; then
                decode -threads 1 "$@" 2>"$work/log" || true
            fi
            found=$(ffprobe -v error -count_packets -show_entries stream=nb_read_packets -of csv=p=0 "$file") || found=none
            if [ "$found" != "$count" ]; then
                cat "$work/log" >&2
                fail "A clip gives $found frames where $count are needed: it is another than the one that was cut."
            fi
        }

        decode() {
            run -y "$@" -map 0:V:0 -an -sn -dn "$EVERY_FRAME" passthrough -vf "$filter" \
                -frames:v "$count" -enc_time_base "$per:$rate" -pix_fmt yuv420p -c:v utvideo -pred median "$file"
        }

        shot() {
            printf 'shot %s of SHOTS\n' "$1" >&2
        }

        # show COUNT INPUTS AND FILTERS...: makes COUNT frames, no more and no fewer.
        show() {
            count=$1
            shift
            run "$@" -frames:v "$count" "$EVERY_FRAME" passthrough -f rawvideo -pix_fmt yuv420p pipe:1
        }

        # frames PLACES COUNT FORMULA [SLOTS]: PLACES pictures of the first COUNT frames, of which frame N comes at place FORMULA
        # and stays until the next one comes. With SLOTS, each picture is divided into so many places.
        frames() {
            slots=${4:-1}
            printf '%s' "tpad=stop=1:stop_mode=clone,settb=$per/$((rate * slots))"
            printf '%s' ",setpts='if(lt(N,$2),$3,$(($1 * slots)))',fps=$((rate * slots))/$per"
        }

        # blend FIRST LABEL WEIGHT:FRAME,FRAME... ...: a stream over the one that is called FIRST; at each FRAME it has WEIGHT
        # 256ths, and none at others.
        blend() {
            below=$1 label=$2
            shift 2
            copies='' steps='' number=0
            for item in "$@"; do
                weight=${item%%:*} when='' left=${item#*:},
                while [ -n "$left" ]; do
                    when="$when+eq(ld(0),${left%%,*})"
                    left=${left#*,}
                done
                mixed="floor((x*$((256 - weight))+y*$weight+128)/256)"
                copies="${copies}[$label$number]"
                steps="$steps;[$below][$label$number]lut2=c0='$mixed':c1='$mixed':c2='$mixed'"
                steps="$steps:enable='st(0,round(t*$rate/$per));${when#+}'"
                number=$((number + 1))
                below=${label}m$number
                [ "$number" = $# ] || steps="${steps}[$below]"
            done
            printf '%s' "split=$#$copies$steps"
        }

        # mean SLOTS LABEL: the mean of the frames in SLOTS places; what lies half way is rounded up.
        mean() {
            slot=0 outputs='' steps='' inputs='' weights=''
            while [ "$slot" -lt "$1" ]; do
                outputs="${outputs}[$2s$slot]"
                steps="${steps}[$2s$slot]settb=$per/$rate,setpts=N[$2m$slot];"
                inputs="${inputs}[$2m$slot]"
                weights="$weights 1"
                slot=$((slot + 1))
            done
            printf '%s' "select=outputs=$1:e='mod(n,$1)+1'$outputs;$steps"
            printf '%s' "${inputs}mix=inputs=$1:weights='${weights# }':scale=1.000001/$1"
        }

        # window LABEL LEFT TOP ACROSS DOWN: the part of a picture whose corner is LEFT, TOP, with that many of its pixels for
        # each that is seen; positions lie between pixels. Each plane is cut out by itself.
        window() {
            label=$1
            shift
            printf '%s' "extractplanes=y+u+v[${label}a][${label}b][${label}c];[${label}a]$(look 1 "$@")[${label}d];"
            printf '%s' "[${label}b]$(look 0.5 "$@")[${label}e];[${label}c]$(look 0.5 "$@")[${label}f];"
            printf '%s' "[${label}d][${label}e][${label}f]mergeplanes=0x001020:yuv420p"
        }

        # look SHARE LEFT TOP ACROSS DOWN: the same for a plane that has SHARE of the picture's sides.
        look() {
            left="(($2)*$1+(($4)-1)/2+1e-9)"
            top="(($3)*$1+(($5)-1)/2+1e-9)"
            right="$left+($4)*W"
            bottom="$top+($5)*H"
            case $* in *on*) eval=frame ;; *) eval=init ;; esac
            printf '%s' "perspective=x0='$left':y0='$top':x1='$right':y1='$top':x2='$left':y2='$bottom'"
            printf '%s' ":x3='$right':y3='$bottom':eval=$eval"
        }

        # tint FRAME LEVEL WEIGHT: frame FRAME, with WEIGHT 256ths of a grey over it.
        tint() {
            kept=$((256 - $3))
            chroma="floor((val*$kept+$((128 * $3 + 128)))/256)"
            printf '%s' "lutyuv=y='floor((val*$kept+$(($2 * $3 + 128)))/256)':u='$chroma':v='$chroma':enable='eq(n,$1)'"
        }
        """#

    /// The encoder, and the check.
    static let tail = #"""
        # ---- Shots and song become a video; it gets its name when it is whole.

        shots | ffmpeg -hide_banner -nostats -v error -y \
            -f rawvideo -pix_fmt yuv420p -s "${width}x$height" -r "$rate/$per" -i pipe:0 -nostdin \
            -protocol_whitelist file,pipe -format_whitelist "$formats" -i "file:$song" \
            ARGUMENTS "file:$part"

        [ -e "$work/done" ] || fail "A shot could not be made; see above."
        found=$(ffprobe -v error -select_streams v:0 -count_packets -show_entries stream=nb_read_packets -of csv=p=0 \
            "file:$part")
        [ "$found" = "$all" ] || fail "The video has $found frames, and should have $all."
        if [ "${FORCE:-0}" != 1 ] && [ -e "$output" ]; then
            fail "There is a file $output now, and was not before; say FORCE=1 to replace it."
        fi
        mv -f -- "$part" "$output"
        printf '%s\n' "$output: $all frames, as planned." >&2
        """#
}
