# Why the holder changed, as the customer is told.
holder-started = أنت تتحدث مع برنامج. وهناك شخص على بُعد خطوة واحدة.
holder-customer_wrote = يجيب المساعد من جديد.
holder-asked_for_person = تم تحويلك إلى شخص لأنك طلبت ذلك.
holder-care_path = تم تحويلك إلى شخص فورًا حتى لا ينتظر أي أمر عاجل.
holder-decided = تم تحويلك إلى شخص لأن المساعد لم يستطع أن يساعدك كما ينبغي.
holder-turn_failed = تم تحويلك إلى شخص بسبب خلل من جانبنا.
holder-taken = معك شخص الآن.
holder-stopped_waiting = يجيب المساعد من جديد. لا حاجة إلى الانتظار بعد الآن.
holder-transferred = يتم تحويلك إلى شخص آخر يرى ما قيل.
holder-passed_on = معك الآن شخص آخر، وهو يرى ما قيل.
holder-agent_gone = اضطر الشخص إلى المغادرة. سيأتي شخص آخر ويرى ما قيل.
holder-handed_back = يجيب المساعد من جديد، وهو يعرف ما اتفقتم عليه.
holder-stretch_ended = يجيب المساعد من جديد، وهو يعرف ما اتفقتم عليه.
holder-closed = أُغلقت هذه المحادثة. اكتب من جديد في أي وقت.

# The conversation as a text to take along.
transcript-you = أنت
transcript-assistant = المساعد (برنامج)
holder-contested = حُوّلت إلى شخص لأنك اعترضت على قرار.
holder-restricted = حُوّلت إلى شخص لأنك أوقفت ما يفعله البرنامج.
