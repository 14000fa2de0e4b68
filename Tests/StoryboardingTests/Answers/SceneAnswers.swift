/// Answers with scenes in the manner of language models.
enum SceneAnswers {
    /// A faithful fill of a template whose label for actions is spelt differently in each scene and missing in the last,
    /// without a line feed at its end.
    static let sixSpellings = """
        **Scene 1: "First Light"**
        Prompt:
        Scenario: A lighthouse on a cliff at dawn, pale gold light.
        Characters: Mara, a woman in her 30s with short black hair and a red coat.
        Character actions: Mara climbs the stairs.
        Plot: The lamp goes out.

        **Scene 2: "The Letter"**
        Prompt:
        Scenario: A small kitchen, morning light through a dirty window.
        Characters: Mara, a woman in her 30s with short black hair and a red coat.
        Characters actions: Mara reads a letter.
        Plot: Someone is coming back.

        **Scene 3: "The Boat"**
        Prompt:
        Scenario: A grey harbour in fog.
        Characters: Tom, a tall man with a grey beard.
        Character/s actions: Tom unties a boat.
        Plot: He sets out.

        **Scene 4: "The Storm"**
        Prompt:
        Scenario: High waves under black clouds.
        Characters: Tom, a tall man with a grey beard.
        Character's actions: Tom holds the mast.
        Plot: The storm takes him.

        **Scene 5: "The Lamp"**
        Prompt:
        Scenario: The lamp room at night.
        Characters: Mara, a woman in her 30s with short black hair and a red coat.
        Characters’ Actions: Mara lights the lamp.
        Plot: The light reaches the sea.

        **Scene 6: "Home"**
        Prompt:
        Scenario: The beach at sunrise.
        Characters: Mara, a woman in her 30s with short black hair and a red coat.
        Plot: They meet
        """

    static let json = """
        ```json
        {"scenes": [
          {"number": 1, "title": "First Light", "section": "Verse 1", "scenario": "A lighthouse at dawn.",
           "characters": [{"name": "Mara", "description": "A woman in a red coat"}],
           "actions": "Mara climbs.", "plot": "The lamp goes out.", "negativePrompt": "text, logos"},
          {"number": 2, "title": "The Boat", "section": "[Chorus]", "scenario": "A harbour in fog.",
           "characters": [], "actions": "A boat leaves.", "plot": "He sets out.", "negativePrompt": ""},
        ]}
        ```
        """

    static let headings = """
        Certainly! Below are the keyframes for your music video:

        ### Keyframe 1 - First Light (Verse 1)
        - **Scenario:** A lighthouse at dawn.
        - **Characters:**
          - **Mara**: A woman in a red coat
        - **Actions:** Mara climbs.
        - **Plot:** The lamp goes out.
        - **Negative Prompt:** text, logos

        ### Keyframe 2 - The Boat [Chorus]
        - **Scenario:** A harbour in fog.
        - **Characters:** None
        - **Actions:** A boat leaves.
        - **Plot:** He sets out.

        Let me know if you'd like me to adjust any of these scenes!
        """

    static let words = """
        Scene One
        "First Light"
        Section: verse 1
        Scenario: A lighthouse at dawn.
        Characters: Mara (A woman in a red coat)
        Characters actions: Mara climbs.
        Plot: The lamp goes out.
        Negative prompt: text, logos
        Scene Two
        "The Boat"
        Section: chorus
        Scenario: A harbour in fog.
        Characters: none
        Characters actions: A boat leaves.
        Plot: He sets out.
        """

    static let numbered = """
        1. **"First Light"** (Verse 1)
           Scenario: A lighthouse at dawn.
           Characters: Mara: A woman in a red coat
           Actions: Mara climbs.
           Plot: The lamp goes out.
           Negative prompt: text, logos

        2. **"The Boat"** (Chorus)
           Scenario: A harbour
           in fog.
           Characters: No characters.
           Actions: A boat leaves.
           Plot: He sets out.
        """

    static let keyed = """
        {"scene_1": {"title": "First Light", "section": "verse 1", "scenario": "A lighthouse at dawn.",
          "characters": {"Mara": "A woman in a red coat"}, "characters_actions": "Mara climbs.", "plot": "The lamp goes out.",
          "negative_prompt": "text, logos"},
         "scene_2": {"title": "The Boat", "song_section": "chorus", "scenario": "A harbour in fog.",
          "characters": "none", "character_actions": "A boat leaves.", "plot": "He sets out."}}
        """
}
